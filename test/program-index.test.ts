import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  findProgram,
  listCommandFiles,
  programDirectory,
  stampFiles,
} from '../src/program-index.js';

let root: string;
const write = (file: string, text: string) => {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
};
const made = 'node_modules/.cache/program/first';

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'callboard-program-'));
  write('src/a.ts', 'export const a = 1;');
  write('commands/help.ts', '');
  write(`${made}/process.mjs`, 'a');
  write(`${made}/later.mjs`, 'b');
  keep({});
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function keep(changes: object): void {
  const index = {
    ...{ root, folder: 'first', entry: 'process.mjs', commands: listCommandFiles(root) },
    sources: stampFiles(root, ['src/a.ts', 'commands/help.ts']),
    made: stampFiles(path.join(root, made), ['process.mjs', 'later.mjs']),
    ...changes,
  };
  writeFileSync(path.join(programDirectory(root), 'index.json'), JSON.stringify(index));
}

test('finds the program that was made of the files that are there', () => {
  expect(findProgram(root)).toBe(path.join(root, made, 'process.mjs'));
});

test.each<[string, () => void]>([
  ['a file says something else', () => write('src/a.ts', 'export const a = 22;')],
  [
    'a file was written later',
    () => utimesSync(path.join(root, 'src/a.ts'), new Date(), new Date(Date.now() + 5000)),
  ],
  ['a file is gone', () => rmSync(path.join(root, 'src/a.ts'))],
  ['a command is new', () => write('commands/poll.ts', '')],
  ['a part of the bundle is missing', () => rmSync(path.join(root, made, 'later.mjs'))],
  ['a part of the bundle was cut off', () => write(`${made}/later.mjs`, '')],
  ['it was made in another folder', () => keep({ root: '/elsewhere' })],
  ['its index cannot be read', () => write('node_modules/.cache/program/index.json', '{')],
])('finds none when %s', (_what, change) => {
  change();
  expect(findProgram(root)).toBeUndefined();
});
