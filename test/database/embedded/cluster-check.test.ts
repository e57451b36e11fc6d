import { spawn } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openDatabase } from '../../../src/database/database.ts';
import { DataDirUnusable } from '../../../src/database/embedded/cluster-check.ts';
import { createDatabaseFolder } from '../../support/database/test-databases.ts';

const whole = mkdtempSync(path.join(tmpdir(), 'callboard-whole-'));
let place: string;
let folder: string;
beforeAll(() => createDatabaseFolder(path.join(whole, 'database')));
afterAll(() => rmSync(whole, { recursive: true, force: true }));
beforeEach(() => {
  place = mkdtempSync(path.join(tmpdir(), 'callboard-damage-'));
  folder = path.join(place, 'database');
  cpSync(path.join(whole, 'database'), folder, { recursive: true });
});
afterEach(() => rmSync(place, { recursive: true, force: true }));

const at = (name: string) => path.join(folder, name);
const remove = (name: string) => rmSync(at(name), { recursive: true, force: true });
function empty(name: string): void {
  for (const entry of readdirSync(at(name))) remove(path.join(name, entry));
}

const sentence =
  /^The database in \S+database cannot be opened: [^\n]+\. If you have a backup, move the folder away and restore it into a new one: npm run restore -- FILE\.$/;

describe('a damaged data folder is reported in one sentence that names it and the backup', () => {
  test.each<[string, () => void]>([
    ['no PG_VERSION', () => remove('PG_VERSION')],
    ['no pg_control', () => remove('global/pg_control')],
    ['a pg_control that is cut off', () => truncateSync(at('global/pg_control'), 100)],
    [
      'a pg_control of nonsense',
      () => writeFileSync(at('global/pg_control'), Buffer.alloc(8192, 'x')),
    ],
    ['no log', () => empty('pg_wal')],
    ['no folder of the log', () => remove('pg_wal')],
    ['no tables', () => empty('base')],
    ['no transactions', () => empty('pg_xact')],
    ['no settings', () => remove('postgresql.conf')],
    ['an empty folder missing', () => remove('pg_notify')],
    [
      'only its folders',
      () => {
        for (const entry of readdirSync(folder, { withFileTypes: true }))
          if (entry.isFile()) remove(entry.name);
      },
    ],
    [
      'a file in its place',
      () => {
        rmSync(folder, { recursive: true });
        writeFileSync(folder, 'not a folder');
      },
    ],
  ])('%s', async (_what, spoil) => {
    spoil();
    const before = readdirSync(place);
    const failure = await openDatabase({ folder }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(DataDirUnusable);
    expect(failure instanceof Error ? failure.message : '').toMatch(sentence);
    // Nothing is created in its place, and no temporary copy remains.
    expect(readdirSync(place)).toEqual([...before, 'database.guard']);
  });
});

test('distinguishes another PostgreSQL version from damage', async () => {
  writeFileSync(at('PG_VERSION'), '19\n');
  await expect(openDatabase({ folder })).rejects.toThrow(
    /PostgreSQL 19 made it, and this Callboard has PostgreSQL 18.*backup/,
  );
});

test('reports a folder that this user may not access', async () => {
  chmodSync(folder, 0o700);
  const asNobody = process.getuid?.() === 0 ? { uid: 65_534 } : undefined;
  if (asNobody) chmodSync(place, 0o777);
  else chmodSync(folder, 0);
  const script = `import { openDatabase } from './src/database/database.ts';
    await openDatabase({ folder: ${JSON.stringify(folder)} }).catch((error) => console.log(error.message));
    process.exit();`;
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', script],
    { ...asNobody, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let text = '';
  for await (const part of child.stdout) text += String(part);
  if (!asNobody) chmodSync(folder, 0o700);
  expect(text).toMatch(/cannot be opened: this user may not read and write it/);
});

test('creates a store in an empty folder with access for its user only', async () => {
  rmSync(folder, { recursive: true });
  mkdirSync(folder, { mode: 0o755 });
  await (await openDatabase({ folder })).close();
  expect(statSync(folder).mode & 0o777).toBe(0o700);
});
