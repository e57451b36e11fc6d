import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

const root = path.join(import.meta.dirname, '../../..');

test('fails without a file when the folder contains no store', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'callboard-backup-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const data = path.join(folder, 'typo');
  const file = path.join(folder, 'callboard.backup');
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', path.join(root, 'prisma/backup.ts'), file],
    { cwd: folder, env: { ...process.env, DATA_DIR: data, DATABASE_URL: '' }, encoding: 'utf8' },
  );
  expect(stderr).toContain(`There is no database in ${path.join(data, 'database')}`);
  expect(status).toBe(1);
  expect([existsSync(file), existsSync(data)]).toEqual([false, false]);
});
