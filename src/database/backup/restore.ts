import { randomUUID } from 'node:crypto';
import type { PrismaClient } from '../generated/client.ts';
import { type MigrationScript, readMigrationScripts } from '../migrations/migrations.ts';
import { transferTimeoutMs } from './backup.ts';
import { BackupError, type BackupHeader, readBackupFile } from './backup-file.ts';
import { openKeys, restoreKeys } from './sealed-keys.ts';
import { advanceSequences, listTables, quoteIdentifier, type RawDatabase } from './tables.ts';

/** Schema that holds the rows of an older backup while they are migrated. */
const stagingSchema = 'callboard_restore';

/** Whether the database holds no user data. */
const isEmpty = async (db: PrismaClient): Promise<boolean> =>
  (await db.community.count()) + (await db.person.count()) === 0;

/** How many of our migrations the backed-up database had. @throws BackupError when it had others */
function migrationCount(header: BackupHeader, ours: readonly string[]): number {
  const theirs = header.version === 1 ? [header.migration] : header.migrations;
  const count = ours.indexOf(theirs.at(-1) ?? '') + 1;
  const isKnown = header.version === 1 ? count > 0 : theirs.every((name, at) => name === ours[at]);
  if (isKnown) return count;
  throw new BackupError(
    `The backup was made by a newer or modified version of Callboard (migration ${theirs.at(-1)} is unknown here). Restore it with that version.`,
  );
}

/** Runs a script of several statements as one: the driver of the embedded database takes one statement at a time. */
async function runScript(db: RawDatabase, sql: string): Promise<void> {
  const [outer, inner] = [randomUUID(), randomUUID()].map((id) => `$b${id.replaceAll('-', '')}$`);
  await db.$executeRawUnsafe(`DO ${outer} BEGIN EXECUTE ${inner}${sql}${inner}; END ${outer}`);
}

/** Inserts the rows of a backup into the tables of a schema. @returns their number */
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

/** Restores an older backup into the schema of its version, beside the tables, and migrates it to the current one. */
async function insertMigratedRows(
  db: RawDatabase,
  file: string,
  before: readonly MigrationScript[],
  after: readonly MigrationScript[],
): Promise<number> {
  await db.$executeRawUnsafe(`DROP SCHEMA IF EXISTS ${stagingSchema} CASCADE`);
  await db.$executeRawUnsafe(`CREATE SCHEMA ${stagingSchema}`);
  // Only the staging schema is on the search path: no script can reach the real tables.
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
 * Restores a backup in one transaction. A backup of an older version is migrated.
 * @param replace deletes existing data first; without it, a database that is not empty is left unchanged
 * @param passphrase of the private keys in it; they are not restored without it
 * @returns the number of rows
 * @throws BackupError
 */
export async function restoreDatabase(
  db: PrismaClient,
  file: string,
  { replace, passphrase }: { replace: boolean; passphrase?: string | undefined },
): Promise<number> {
  const sealed: string[] = [];
  const { header } = await readBackupFile(file, {
    keys: async (text) => void sealed.push(text),
  });
  if (passphrase !== undefined && sealed.length === 0)
    throw new BackupError('The backup holds no keys: restore it without --keys.');
  const keys = passphrase === undefined ? [] : await openKeys(sealed, passphrase);
  const scripts = await readMigrationScripts();
  const count = migrationCount(
    header,
    scripts.map(({ name }) => name),
  );
  if (!replace && !(await isEmpty(db))) {
    throw new BackupError(
      'The database is not empty. To delete everything in it and restore the backup, add --replace.',
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
      await restoreKeys(tx, keys);
      await advanceSequences(tx);
      return rows;
    },
    { timeout: transferTimeoutMs },
  );
}
