import { randomUUID } from 'node:crypto';
import type { PrismaClient } from '../generated/client.ts';
import { type MigrationScript, readMigrationScripts } from '../migrations/migrations.ts';
import { transferTimeoutMs } from './backup.ts';
import { BackupError, type BackupHeader, readBackupFile } from './backup-file.ts';
import { advanceSequences, listTables, quoteIdentifier, type RawDatabase } from './tables.ts';

/** Where the rows of an earlier version stand while they are brought up to date. */
const stagingSchema = 'callboard_restore';

/** Whether anybody's data are in the store. */
const isEmpty = async (db: PrismaClient): Promise<boolean> =>
  (await db.community.count()) + (await db.person.count()) === 0;

/** How many of the program's migrations the store had from which a backup was made. @throws TransferError */
function migrationCount(header: BackupHeader, ours: readonly string[]): number {
  const theirs = header.version === 1 ? [header.migration] : header.migrations;
  const count = ours.indexOf(theirs.at(-1) ?? '') + 1;
  const isKnown = header.version === 1 ? count > 0 : theirs.every((name, at) => name === ours[at]);
  if (isKnown) return count;
  throw new BackupError(
    `The backup was made by a newer Callboard, or by one that was changed (${theirs.at(-1)} is not known here). Restore it with that version.`,
  );
}

/** Runs a script of many commands as one. The embedded store's driver takes one command at a time. */
async function runScript(db: RawDatabase, sql: string): Promise<void> {
  const [outer, inner] = [randomUUID(), randomUUID()].map((id) => `$b${id.replaceAll('-', '')}$`);
  await db.$executeRawUnsafe(`DO ${outer} BEGIN EXECUTE ${inner}${sql}${inner}; END ${outer}`);
}

/** Puts the rows of a backup into the tables of a schema. @returns how many */
async function insertRows(db: RawDatabase, file: string, schema: string): Promise<number> {
  const names = new Set((await listTables(db, schema)).map(({ name }) => name));
  const { rows } = await readBackupFile(file, {
    async part({ table, rows: some }) {
      if (!names.has(table)) throw new BackupError(`The store has no table ${table}.`);
      const into = `${quoteIdentifier(schema)}.${quoteIdentifier(table)}`;
      await db.$executeRawUnsafe(
        `INSERT INTO ${into} SELECT * FROM jsonb_populate_recordset(NULL::${into}, $1::jsonb)`,
        JSON.stringify(some),
      );
    },
  });
  return rows;
}

/** Builds the store of an earlier version beside the tables, fills it, and migrates it: what comes out fits them. */
async function insertMigratedRows(
  db: RawDatabase,
  file: string,
  before: readonly MigrationScript[],
  after: readonly MigrationScript[],
): Promise<number> {
  await db.$executeRawUnsafe(`DROP SCHEMA IF EXISTS ${stagingSchema} CASCADE`);
  await db.$executeRawUnsafe(`CREATE SCHEMA ${stagingSchema}`);
  // Nothing else is on the path: no script can reach the real tables.
  await db.$executeRawUnsafe(`SET LOCAL search_path TO ${stagingSchema}`);
  for (const { sql } of before) await runScript(db, sql);
  const rows = await insertRows(db, file, stagingSchema);
  for (const { sql } of after) await runScript(db, sql);
  await db.$executeRawUnsafe('SET LOCAL search_path TO public');
  for (const { name } of await listTables(db)) {
    const into = `public.${quoteIdentifier(name)}`;
    await db.$executeRawUnsafe(
      `INSERT INTO ${into} SELECT (jsonb_populate_record(NULL::${into}, to_jsonb(t))).* FROM ${stagingSchema}.${quoteIdentifier(name)} t`,
    );
  }
  await db.$executeRawUnsafe(`DROP SCHEMA ${stagingSchema} CASCADE`);
  return rows;
}

/**
 * Puts a backup into the store, in one transaction: all of it or nothing. One of an earlier version is brought up to
 * date on the way.
 * @param replace empties a store that is not empty; without it such a store is left alone
 * @returns the number of rows
 * @throws TransferError
 */
export async function restoreDatabase(
  db: PrismaClient,
  file: string,
  { replace }: { replace: boolean },
): Promise<number> {
  const { header } = await readBackupFile(file);
  const scripts = await readMigrationScripts();
  const count = migrationCount(
    header,
    scripts.map(({ name }) => name),
  );
  if (!replace && !(await isEmpty(db))) {
    throw new BackupError(
      'The store is not empty. With --replace everything in it is lost and replaced.',
    );
  }
  return db.$transaction(
    async (tx) => {
      const tables = await listTables(tx);
      await tx.$executeRawUnsafe(
        `TRUNCATE ${tables.map(({ name }) => quoteIdentifier(name)).join(', ')} CASCADE`,
      );
      const rows =
        count === scripts.length
          ? await insertRows(tx, file, 'public')
          : await insertMigratedRows(tx, file, scripts.slice(0, count), scripts.slice(count));
      await advanceSequences(tx);
      return rows;
    },
    { timeout: transferTimeoutMs },
  );
}
