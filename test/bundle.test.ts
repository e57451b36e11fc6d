import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { bundledLibraries, installBundle, queryCompiler } from '../src/bundle.ts';
import { bundleDirectory, lockfileHash } from '../src/resolve.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'callboard-bundle-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('exports the same from each bundled library, and the same query compiler, as the originals', {
  timeout: 60_000,
}, () => {
  // In a process of its own: the test runner imports in a way of its own.
  const compared: unknown = JSON.parse(
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
  expect(compared).toEqual({
    differences: bundledLibraries.map((library) => ({
      library,
      missing: [],
      added: [],
      changed: [],
    })),
    isSameCompiler: true,
  });
  // The client that is generated from the schema imports it by this name.
  const client = readFileSync('src/database/generated/internal/class.ts', 'utf8');
  expect(client).toContain(`import("${queryCompiler}")`);
});

describe('an installed bundle', () => {
  const home = mkdtempSync(path.join(tmpdir(), 'callboard-put-'));
  const library = path.join(bundleDirectory(home), 'zod.mjs');
  const cache = path.dirname(bundleDirectory(home));
  mkdirSync(cache, { recursive: true });
  writeFileSync(path.join(home, 'package-lock.json'), '{}');
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  let count = 0;
  function make(bundler: string, text: string): Promise<void> {
    count += 1;
    const bundle = `${bundleDirectory(home)}-${count}`;
    mkdirSync(bundle);
    writeFileSync(path.join(bundle, 'zod.mjs'), text);
    const index = {
      lock: lockfileHash(home),
      bundler,
      files: {},
      sizes: { 'zod.mjs': text.length },
    };
    writeFileSync(path.join(bundle, 'index.json'), JSON.stringify(index));
    return installBundle(home, bundle, bundler).finally(() =>
      rmSync(bundle, { recursive: true, force: true }),
    );
  }

  test('is kept when it is unchanged and replaced when it is different or damaged', async () => {
    await make('a', 'first');
    await make('a', 'again');
    expect(readFileSync(library, 'utf8')).toBe('first');
    await make('b', 'another');
    expect(readFileSync(library, 'utf8')).toBe('another');
    writeFileSync(library, '');
    await make('b', 'mended');
    expect(readFileSync(library, 'utf8')).toBe('mended');
    expect(readdirSync(cache)).toEqual([path.basename(bundleDirectory(home))]);
  });
});
