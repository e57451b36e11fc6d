import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type BundleIndex, bundleDirectory, lockfileHash } from '../src/resolve.ts';

const root = path.resolve(import.meta.dirname, '..');
let home: string;
beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), 'callboard-libraries-'));
  mkdirSync(bundleDirectory(home), { recursive: true });
  writeFileSync(path.join(home, 'package-lock.json'), '{}');
  writeFileSync(path.join(bundleDirectory(home), 'zod.mjs'), text);
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const keep = (index: BundleIndex | string): void =>
  writeFileSync(
    path.join(bundleDirectory(home), 'index.json'),
    typeof index === 'string' ? index : JSON.stringify(index),
  );
const text = 'export const z = {};';
const bundle = { bundler: '', files: { zod: 'zod.mjs' }, sizes: { 'zod.mjs': text.length } };

/** Where the program resolves a library, in a child process, since its hooks cannot be removed. */
const placeOf = (library: string): string =>
  execFileSync(
    process.execPath,
    [
      ...['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval'],
      `import { registerFastResolver } from './src/resolve.ts';
      registerFastResolver(${JSON.stringify(home)});
      process.stdout.write(import.meta.resolve('${library}'));`,
    ],
    { cwd: root, encoding: 'utf8', env: { PATH: process.env.PATH } },
  );
const own = pathToFileURL(path.join(root, 'node_modules/zod/index.js')).href;

test('loads bundled libraries of this installation from the bundle and the rest as usual', () => {
  keep({ ...bundle, lock: lockfileHash(home) });
  expect(placeOf('zod')).toBe(pathToFileURL(path.join(bundleDirectory(home), 'zod.mjs')).href);
  expect(placeOf('pino')).toBe(pathToFileURL(path.join(root, 'node_modules/pino/pino.js')).href);
});

test('resolves our own files to their place and format', () => {
  expect(placeOf('./src/config/config.ts')).toBe(
    pathToFileURL(path.join(root, 'src/config/config.ts')).href,
  );
});

test('ignores a bundle of another installation', () => {
  keep({ ...bundle, lock: 'another' });
  expect(placeOf('zod')).toBe(own);
});

test.each([
  ['is gone', () => rmSync(path.join(bundleDirectory(home), 'zod.mjs'))],
  ['was cut off', () => writeFileSync(path.join(bundleDirectory(home), 'zod.mjs'), 'export')],
])('loads nothing from a bundle of which a file %s', (_, damage) => {
  keep({ ...bundle, lock: lockfileHash(home) });
  damage();
  expect(placeOf('zod')).toBe(own);
});

test.each([
  ['nothing is bundled', undefined],
  ['an index is cut off', '{"lock":"'],
  ['an index is something else', '[1]'],
])('%s: loads libraries from node_modules', (_, index) => {
  if (index !== undefined) keep(index);
  expect(placeOf('zod')).toBe(own);
});
