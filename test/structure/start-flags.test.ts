import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { startArguments } from '../../bench/commands/programs/programs.ts';

const root = path.resolve(import.meta.dirname, '../..');
const { scripts } = z
  .object({ scripts: z.object({ start: z.string() }) })
  .parse(JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')));
const flags = scripts.start.split(' ').filter((part) => part.startsWith('--'));

/** Flags that must match for V8 to accept compiled code, including Node's own. */
const tag = (...given: readonly string[]): string =>
  execFileSync(process.execPath, [...given, '-p', 'v8.cachedDataVersionTag()'], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH },
  });

test('lets Node use its compile cache with the flags of npm start', () => {
  expect(flags).not.toEqual([]);
  expect(tag(...flags)).toBe(tag());
  expect(tag('--no-turbofan')).not.toBe(tag());
});

test('runs the benchmarks with the flags of npm start and an existing file', () => {
  const given = startArguments();
  const [file] = given.slice(-1);
  expect(given.slice(0, -1)).toEqual(flags);
  expect(file !== undefined && existsSync(file)).toBe(true);
});
