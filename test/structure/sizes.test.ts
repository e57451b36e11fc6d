import path from 'node:path';
import { expect, test } from 'vitest';
import { listSourceFiles, readSource } from './source-tree.ts';

/** Folders that hold one kind of thing, one file each. */
const registries = ['commands', 'src/kit/argument-types'];
const maxFilesPerFolder = 14;
const maxLines = 300;
const maxMedianLines = 65;

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
