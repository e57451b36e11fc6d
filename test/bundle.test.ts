import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { bundledLibraries } from '../src/bundle.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'callboard-bundle-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('every bundled library has in one file what it has in many, by the same names', {
  timeout: 60_000,
}, () => {
  // In a process of its own: the test runner imports in a way of its own.
  const differences: unknown = JSON.parse(
    execFileSync(
      process.execPath,
      [
        '--disable-warning=ExperimentalWarning',
        path.resolve('test/support/compare-bundle.ts'),
        folder,
      ],
      { encoding: 'utf8' },
    ),
  );
  expect(differences).toEqual(
    bundledLibraries.map((library) => ({ library, missing: [], added: [], changed: [] })),
  );
});
