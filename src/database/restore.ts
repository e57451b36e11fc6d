import { randomUUID } from 'node:crypto';
import { transferMs } from './backup.ts';
import { type BackupHeader, readBackup, TransferError } from './backup-file.ts';
import type { PrismaClient } from './generated/client.ts';
import { type MigrationScript, migrationScripts } from './migrations.ts';
import { advanceCounters, type Db, quote, tablesOf } from './tables.ts';

/** Where the rows of an earlier version stand while they are brought up to date. */
const workshop = 'callboard_restore';

/** Whether anybody's data are in the store. */
const isEmpty = async (db: PrismaClient): Promise<boolean> =>
  (await db.community.count()) + (await db.person.count()) === 0;

/** How many of the program's migrations the store had from which a backup was made. @throws TransferError */
function migrationsOf(header: BackupHeader, ours: readonly string[]): number {
  const theirs = header.version === 1 ? [header.migration] : header.migrations;
  const count = ours.indexOf(theirs.at(-1) ?? '') + 1;
  const isKnown = header.version === 1 ? count > 0 : theirs.every((name, at) => name === ours[at]);
  if (isKnown) return count;
  throw new TransferError(
    `The backup was made by a newer Callboard, or by one that was changed (${theirs.at(-1)} is not known here). Restore it with that version.`,
  );
}

/** Runs a script of many commands as one. The embedded store's driver takes one command at a time. */
async function runScript(db: Db, sql: string): Promise<void> {
  const [outer, inner] = [randomUUID(), randomUUID()].map((id) => `$b${id.replaceAll('-', '')}$`);
  await db.$executeRawUnsafe(`DO ${outer} BEGIN EXECUTE ${inner}${sql}${inner}; END ${outer}`);
}

/** Puts the rows of a backup into the tables of a schema. @returns how many */
async function putRows(db: Db, file: string, schema: string): Promise<number> {
  const names = new Set((await tablesOf(db, schema)).map(({ name }) => name));
  const { rows } = await readBackup(file, {
    async part({ table, rows: some }) {
      if (!names.has(table)) throw new TransferError(`The store has no table ${table}.`);
      const into = `${quote(schema)}.${quote(table)}`;
      await db.$executeRawUnsafe(
        `INSERT INTO ${into} SELECT * FROM jsonb_populate_recordset(NULL::${into}, $1::jsonb)`,
        JSON.stringify(some),
      );
    },
  });
  return rows;
}

/** Builds the store of an earlier version beside the tables, fills it, and migrates it: what comes out fits them. */
async function putOlderRows(
  db: Db,
  file: string,
  before: readonly MigrationScript[],
  after: readonly MigrationScript[],
): Promise<number> {
  await db.$executeRawUnsafe(`DROP SCHEMA IF EXISTS ${workshop} CASCADE`);
  await db.$executeRawUnsafe(`CREATE SCHEMA ${workshop}`);
  // Nothing else is on the path: no script can reach the real tables.
  await db.$executeRawUnsafe(`SET LOCAL search_path TO ${workshop}`);
  for (const { sql } of before) await runScript(db, sql);
  const rows = await putRows(db, file, workshop);
  for (const { sql } of after) await runScript(db, sql);
  await db.$executeRawUnsafe('SET LOCAL search_path TO public');
  for (const { name } of await tablesOf(db)) {
    const into = `public.${quote(name)}`;
    await db.$executeRawUnsafe(
      `INSERT INTO ${into} SELECT (jsonb_populate_record(NULL::${into}, to_jsonb(t))).* FROM ${workshop}.${quote(name)} t`,
    );
  }
  await db.$executeRawUnsafe(`DROP SCHEMA ${workshop} CASCADE`);
  return rows;
}

/**
 * Puts a backup into the store, in one transaction: all of it or nothing. One of an earlier version is brought up to
 * date on the way.
 * @param replace empties a store that is not empty; without it such a store is left alone
 * @returns the number of rows
 * @throws TransferError
 */
export async function restore(
  db: PrismaClient,
  file: string,
  { replace }: { replace: boolean },
): Promise<number> {
  const { header } = await readBackup(file);
  const scripts = await migrationScripts();
  const count = migrationsOf(
    header,
    scripts.map(({ name }) => name),
  );
  if (!replace && !(await isEmpty(db))) {
    throw new TransferError(
      'The store is not empty. With --replace everything in it is lost and replaced.',
    );
  }
  return db.$transaction(
    async (tx) => {
      const tables = await tablesOf(tx);
      await tx.$executeRawUnsafe(
        `TRUNCATE ${tables.map(({ name }) => quote(name)).join(', ')} CASCADE`,
      );
      const rows =
        count === scripts.length
          ? await putRows(tx, file, 'public')
          : await putOlderRows(tx, file, scripts.slice(0, count), scripts.slice(count));
      await advanceCounters(tx);
      return rows;
    },
    { timeout: transferMs },
  );
}
