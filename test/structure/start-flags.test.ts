import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';

const root = path.resolve(import.meta.dirname, '../..');
const { scripts } = z
  .object({ scripts: z.object({ start: z.string() }) })
  .parse(JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')));
const flags = scripts.start.split(' ').filter((part) => part.startsWith('--'));

/** What compiled code must have been compiled under to be taken, by Node for its own too. */
const tag = (...given: readonly string[]): string =>
  execFileSync(process.execPath, [...given, '-p', 'v8.cachedDataVersionTag()'], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH },
  });

test('with the flags of npm start Node takes its own compiled code', () => {
  expect(flags).not.toEqual([]);
  expect(tag(...flags)).toBe(tag());
  expect(tag('--no-turbofan')).not.toBe(tag());
});
