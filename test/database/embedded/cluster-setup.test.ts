import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDatabase } from '../../../src/database/database.ts';
import { recoverInterruptedSetup } from '../../../src/database/embedded/cluster-setup.ts';
import { openPGlite } from '../../../src/database/embedded/pglite.ts';
import { createDatabaseFolder } from '../../support/database/test-databases.ts';

let place: string;
let folder: string;
beforeEach(() => {
  place = mkdtempSync(path.join(tmpdir(), 'callboard-prepare-'));
  folder = path.join(place, 'database');
});
afterEach(() => rmSync(place, { recursive: true, force: true }));

/** As a killed process leaves it: PostgreSQL writes its version first. */
function leave(name: string, note = 'half made'): void {
  mkdirSync(path.join(place, name));
  writeFileSync(path.join(place, name, 'PG_VERSION'), note);
}

describe('recovery after a process was killed while preparing the database', () => {
  test('discards a half made cluster', async () => {
    leave('database.new-123');
    leave('database.new-124');
    expect(await recoverInterruptedSetup(folder)).toBe(false);
    expect(readdirSync(place)).toEqual([]);
  });

  test('restores the cluster that was about to be replaced', async () => {
    leave('database.old', 'the one that was there');
    leave('database.new-123');
    expect(await recoverInterruptedSetup(folder)).toBe(true);
    expect(readdirSync(place)).toEqual(['database']);
  });

  test('keeps a cluster that had already been put in place', async () => {
    leave('database');
    leave('database.old');
    expect(await recoverInterruptedSetup(folder)).toBe(true);
    expect(readdirSync(place)).toEqual(['database']);
  });

  test('ends the child process that did the work', async () => {
    const script = path.resolve('src/database/embedded/cluster-setup.ts');
    const child = spawn(process.execPath, [script, path.join(place, 'orphan')], {
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    const code = new Promise((resolve) => child.once('exit', resolve));
    child.stdin.end();
    expect(await code).toBe(1);
  });
});

test('leaves the database unchanged when a migration fails', async () => {
  await createDatabaseFolder(folder);
  const before = await openPGlite(folder);
  await before.exec(`
    INSERT INTO "Community" ("id", "name", "locale", "zone") VALUES (gen_random_uuid(), 'Kept', 'vi', 'UTC');
    DELETE FROM _prisma_migrations`);
  await before.close();
  await expect(openDatabase({ folder })).rejects.toThrow(/could not be set up/);
  expect(readdirSync(place).filter((name) => name === 'database.old')).toEqual([]);
  const after = await openPGlite(folder);
  const { rows } = await after.query('SELECT "name" FROM "Community"');
  await after.close();
  expect(rows).toEqual([{ name: 'Kept' }]);
  expect(existsSync(path.join(place, 'database.lock'))).toBe(false);
});
