import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seedSampleData } from '../../../prisma/sample.ts';
import { backUpDatabase } from '../../../src/database/backup/backup.ts';
import { BackupError } from '../../../src/database/backup/backup-file.ts';
import { restoreDatabase } from '../../../src/database/backup/restore.ts';
import { listTables, quoteIdentifier } from '../../../src/database/backup/tables.ts';
import type { OpenDatabase } from '../../../src/database/database.ts';
import { openPGlite } from '../../../src/database/embedded/pglite.ts';
import { PrismaClient } from '../../../src/database/generated/client.ts';
import {
  type MigrationScript,
  readMigrationScripts,
} from '../../../src/database/migrations/migrations.ts';
import { type RowsByTable, renameRows, restoreOldNames } from '../../support/database/renames.ts';
import { databaseKinds, openEmbeddedDatabase } from '../../support/database/test-databases.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'callboard-restore-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const now = new Date('2026-11-24T02:00:00Z');
const scripts = await readMigrationScripts();

/** Every row of every table, ordered by content only. */
async function rowsOf(db: PrismaClient): Promise<RowsByTable> {
  const all: RowsByTable = new Map();
  for (const { name } of await listTables(db)) {
    const found = await db.$queryRawUnsafe<{ row: Record<string, unknown> }[]>(
      `SELECT to_jsonb(t) AS row FROM ${quoteIdentifier(name)} t`,
    );
    all.set(
      name,
      found.map(({ row }) => row),
    );
  }
  return all;
}

let shell: PGlite;
/** The migrations that {@link shell} has. */
let applied = 0;
let sample: RowsByTable;
beforeAll(async () => {
  const database = await openEmbeddedDatabase();
  await seedSampleData(database.prisma, { now });
  sample = await rowsOf(database.prisma);
  await database.close();
  shell = await openPGlite('memory');
});
afterAll(() => shell.close());

/** The database after these migrations, with those rows of the sample that fit its schema. */
async function earlier(done: readonly MigrationScript[]): Promise<PrismaClient> {
  // Each version is mostly the one before it with one more migration: only rows are removed then.
  if (applied === 0 || applied > done.length) {
    await shell.exec('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
    applied = 0;
  } else {
    await shell.exec('DROP TABLE IF EXISTS _prisma_migrations');
    const filled = await listTables(new PrismaClient({ adapter: new PrismaPGlite(shell) }));
    await shell.exec(
      `TRUNCATE ${filled.map(({ name }) => quoteIdentifier(name)).join(', ')} RESTART IDENTITY CASCADE`,
    );
  }
  for (const { sql } of done.slice(applied)) await shell.exec(sql);
  applied = done.length;
  const db = new PrismaClient({ adapter: new PrismaPGlite(shell) });
  const rows = restoreOldNames(sample, scripts.slice(done.length));
  for (const { name } of await listTables(db))
    for (const row of rows.get(name) ?? [])
      await shell
        .query(
          `INSERT INTO ${quoteIdentifier(name)} SELECT * FROM jsonb_populate_record(NULL::${quoteIdentifier(name)}, $1::jsonb)`,
          [JSON.stringify(row)],
        )
        // A word that this version did not have yet.
        .catch(() => undefined);
  await shell.exec(`CREATE TABLE _prisma_migrations
    (migration_name text, finished_at timestamptz DEFAULT now(), rolled_back_at timestamptz)`);
  for (const { name } of done)
    await shell.query('INSERT INTO _prisma_migrations (migration_name) VALUES ($1)', [name]);
  return db;
}

/** A file as the first version of the format was. */
function inFirstFormat(file: string, last: string): void {
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  const header = { callboard: 'backup', version: 1, migration: last, at: now.toISOString() };
  const end = (lines.at(-1) ?? '').replace(/,"sha256":"\w+"/, '');
  writeFileSync(file, [JSON.stringify(header), ...lines.slice(1, -1), end, ''].join('\n'));
}

/** Rows of the older database are in the new one, with the new columns. */
async function expectAll(before: RowsByTable, db: PrismaClient): Promise<void> {
  const after = await rowsOf(db);
  const sorted = (rows: readonly Record<string, unknown>[]) =>
    rows.toSorted((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
  for (const [table, rows] of before) {
    const names = Object.keys(rows[0] ?? {});
    const same = (after.get(table) ?? []).map((row) =>
      Object.fromEntries(names.map((name) => [name, row[name]])),
    );
    expect(sorted(same), table).toEqual(sorted(rows));
  }
}

/** Every earlier version by how many migrations it had. */
const versions = scripts.slice(0, -1).map(({ name }, at) => [name, at + 1] as const);

describe.each(databaseKinds)('a backup of an earlier version on %s', (store, open) => {
  let database: OpenDatabase;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  // What a server does otherwise does not depend on the version.
  test.each(store === 'PGlite' ? versions : versions.slice(0, 2))(
    'is restored and migrated: %s',
    { timeout: 90_000 },
    async (name, count) => {
      const file = path.join(folder, `${count}.backup`);
      const db = await earlier(scripts.slice(0, count));
      const before = await rowsOf(db);
      expect(before.get('Community')).not.toEqual([]);
      const rows = await backUpDatabase(db, file, now);
      if (count % 2 === 1) inFirstFormat(file, name);
      expect(await restoreDatabase(database.prisma, file, { replace: true })).toBe(rows);
      await expectAll(renameRows(before, scripts.slice(count)), database.prisma);
      // Sequences continue after the restored rows.
      const session = await database.prisma.session.findFirstOrThrow();
      const person = await database.prisma.person.create({ data: {} });
      const last = await database.prisma.signup.findFirst({ orderBy: { position: 'desc' } });
      const { position } = await database.prisma.signup.create({
        data: { sessionId: session.id, personId: person.id, state: 'waiting' },
      });
      expect(position).toBeGreaterThan(last?.position ?? 0);
    },
  );

  test('leaves the store unchanged when one of its rows does not fit', async () => {
    const file = path.join(folder, 'unfit.backup');
    const db = await earlier(scripts.slice(0, 1));
    await backUpDatabase(db, file, now);
    inFirstFormat(file, scripts[0]?.name ?? '');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace('"table":"Community"', '"table":"Commune"'));
    const before = await rowsOf(database.prisma);
    await expect(restoreDatabase(database.prisma, file, { replace: true })).rejects.toThrow(
      BackupError,
    );
    expect(await rowsOf(database.prisma)).toEqual(before);
  });
});

test('rejects a backup of a newer version with the reason', async () => {
  const file = path.join(folder, 'newer.backup');
  const db = await earlier(scripts);
  await shell.query("INSERT INTO _prisma_migrations (migration_name) VALUES ('99991231_later')");
  await backUpDatabase(db, file, now);
  const database = await openEmbeddedDatabase();
  await expect(restoreDatabase(database.prisma, file, { replace: true })).rejects.toThrow(
    /newer or modified version.*99991231_later/,
  );
  await database.close();
});
