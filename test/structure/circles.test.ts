import path from 'node:path';
import { expect, test } from 'vitest';
import { findCircles, importsOf, listSourceFiles } from './source-tree.ts';

const files = listSourceFiles();
const known = new Set(files);

const isWithin = (folder: string, other: string): boolean => folder.startsWith(`${other}/`);

/** Import graph by file, or by group of files. A folder and its subfolder count as one. */
function graphOf(group: (file: string) => string): Map<string, Set<string>> {
  const graph = new Map<string, Set<string>>();
  for (const file of files) {
    const from = group(file);
    const targets = graph.get(from) ?? new Set();
    graph.set(from, targets);
    for (const imported of importsOf(file)) {
      const to = group(imported);
      if (!known.has(imported) || to === from || isWithin(to, from) || isWithin(from, to)) continue;
      targets.add(to);
    }
  }
  return graph;
}

test('has no circle of imports between files, types included', () => {
  expect(findCircles(graphOf((file) => file))).toEqual([]);
});

test('has no circle of imports between folders', () => {
  expect(findCircles(graphOf((file) => path.dirname(file)))).toEqual([]);
});

test('has no circle of imports between rooms', () => {
  const roomOf = (file: string) =>
    file.startsWith('src/') ? file.split('/').slice(0, 2).join('/') : file.split('/', 1).join();
  expect(findCircles(graphOf(roomOf))).toEqual([]);
});

test('finds a circle over several nodes', () => {
  const graph = new Map([
    ['a', new Set(['b'])],
    ['b', new Set(['c'])],
    ['c', new Set(['a', 'd'])],
    ['d', new Set<string>()],
  ]);
  expect(findCircles(graph)).toEqual([['a', 'b', 'c']]);
});
