import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');

test('fails the run when a test fails', { timeout: 60_000 }, () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'callboard-exit-'));
  const setup = path.join(root, 'test/support/database/global-setup.ts');
  writeFileSync(
    path.join(folder, 'vitest.config.mjs'),
    `export default { test: { globals: true, globalSetup: [${JSON.stringify(setup)}] } };`,
  );
  writeFileSync(
    path.join(folder, 'fails.test.mjs'),
    "test('fails', () => { throw new Error('on purpose'); });",
  );
  const { status, stdout } = spawnSync(
    process.execPath,
    [path.join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--root', folder],
    { encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } },
  );
  rmSync(folder, { recursive: true });
  expect(stdout).toMatch(/1 failed/);
  expect(status).toBe(1);
});
