import path from 'node:path';
import { parseSync, Visitor } from 'oxc-parser';
import { expect, test } from 'vitest';
import { listSourceFiles, readSource } from './source-tree.ts';

/** Folders that hold one kind of thing, one file each. */
const registries = ['commands'];
const maxFilesPerFolder = 14;
const maxLines = 300;
const maxMedianLines = 65;
const maxFunctionLines = 120;
/** Folders of code that runs; what `prisma` holds beside it is data. */
const functionFolders = ['src', 'bots', 'commands', 'playground'];

const files = listSourceFiles().map((file) => ({
  file,
  lines: readSource(file).trimEnd().split('\n').length,
}));

test('keeps folders small', () => {
  const folders = Map.groupBy(files, ({ file }) => path.dirname(file));
  const crowded = [...folders]
    .filter(([folder, { length }]) => length > maxFilesPerFolder && !registries.includes(folder))
    .map(([folder, { length }]) => `${folder}: ${length}`);
  expect(crowded).toEqual([]);
});

test('keeps files short', () => {
  const long = files.filter(({ lines }) => lines > maxLines);
  expect(long.map(({ file, lines }) => `${file}: ${lines}`)).toEqual([]);
});

test('keeps the usual file within one screen', () => {
  const sorted = files.map(({ lines }) => lines).toSorted((a, b) => a - b);
  expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThanOrEqual(maxMedianLines);
});

/** The functions of a source, with the lines from their first to their last. */
function functionsOf(file: string, source: string): { line: number; lines: number }[] {
  const found: { line: number; lines: number }[] = [];
  const lineAt = (offset: number) => source.slice(0, offset).split('\n').length;
  const add = ({ start, end }: { start: number; end: number }) => {
    const line = lineAt(start);
    found.push({ line, lines: lineAt(end) - line + 1 });
  };
  const visitor = new Visitor({
    FunctionDeclaration: add,
    FunctionExpression: add,
    ArrowFunctionExpression: add,
  });
  visitor.visit(parseSync(file, source).program);
  return found;
}

test('measures functions with what they enclose', () => {
  const source = 'function outer() {\n  return () => {\n    const inner = 1;\n  };\n}\n';
  expect(functionsOf('example.ts', source)).toEqual([
    { line: 1, lines: 5 },
    { line: 2, lines: 3 },
  ]);
});

test('keeps functions short enough to be read as one', () => {
  const long = listSourceFiles(functionFolders).flatMap((file) =>
    functionsOf(file, readSource(file))
      .filter(({ lines }) => lines > maxFunctionLines)
      .map(({ line, lines }) => `${file}:${line}: ${lines}`),
  );
  expect(long).toEqual([]);
});
