import { setImmediate as immediate } from 'node:timers/promises';
import type { PrismaClient } from '../generated/client.ts';
import { type BackupWriter, writeBackupFile } from './backup-file.ts';
import {
  appliedMigrations,
  listTables,
  quoteIdentifier,
  type RawDatabase,
  type TableInfo,
} from './tables.ts';

/** Rows carried at once. */
const fetchSize = 500;
/** Pages of a table, of 8 KB each, that are copied or read at once: a few milliseconds. */
const pages = { copy: 64, read: 8 } as const;
/** Longest that a whole transfer may take, in milliseconds. */
export const transferTimeoutMs = 3_600_000;

/** Reads through a cursor, as it stands at one moment; that needs a connection for all of the time. */
async function dumpWithCursor(
  db: RawDatabase,
  { name, orderBy }: TableInfo,
  to: BackupWriter,
): Promise<void> {
  await db.$executeRawUnsafe(
    `DECLARE rows_of NO SCROLL CURSOR FOR SELECT to_jsonb(t)::text AS row FROM ${quoteIdentifier(name)} t ORDER BY ${orderBy}`,
  );
  for (;;) {
    const found = await db.$queryRawUnsafe<{ row: string }[]>(`FETCH ${fetchSize} FROM rows_of`);
    if (found.length === 0) break;
    await to.part(
      name,
      found.map(({ row }) => row),
    );
  }
  await db.$executeRawUnsafe('CLOSE rows_of');
}

/** Where the copy of the table that comes so manieth is. */
const tempTableName = (at: number): string => `pg_temp.callboard_copy_${at}`;

async function pageCount(db: RawDatabase, relation: string): Promise<number> {
  const [size] = await db.$queryRawUnsafe<{ pages: number }[]>(
    `SELECT (pg_relation_size($1::regclass) / current_setting('block_size')::int)::int AS pages`,
    relation,
  );
  return size?.pages ?? 0;
}

const pageRange = (page: number, count: number): string =>
  `t.ctid >= '(${page},0)' AND t.ctid < '(${page + count},0)'`;

/** Copies a table inside the store; between the pieces the program does other things, but nothing in the store. */
async function copyTable(db: RawDatabase, table: TableInfo, copy: string): Promise<void> {
  const from = quoteIdentifier(table.name);
  // In the order in which they can be put back; of those that refer to themselves there are never many.
  if (table.refersToItself) {
    await db.$executeRawUnsafe(
      `CREATE TEMP TABLE ${copy.replace('pg_temp.', '')} AS SELECT * FROM ${from} ORDER BY ${table.orderBy}`,
    );
    return;
  }
  await db.$executeRawUnsafe(`CREATE TEMP TABLE ${copy.replace('pg_temp.', '')} (LIKE ${from})`);
  const size = await pageCount(db, from);
  for (let page = 0; page < size; page += pages.copy) {
    await db.$executeRawUnsafe(
      `INSERT INTO ${copy} SELECT * FROM ${from} t WHERE ${pageRange(page, pages.copy)}`,
    );
    await immediate();
  }
}

/**
 * Reads everything as it stands at one moment over the only connection that there is: it is copied inside the store in
 * one transaction, and read from the copies while commands go on.
 */
async function dumpFromTempTables(db: PrismaClient, to: BackupWriter): Promise<void> {
  const tables = await listTables(db);
  const drop = async () => {
    for (const at of tables.keys())
      await db.$executeRawUnsafe(`DROP TABLE IF EXISTS ${tempTableName(at)}`);
  };
  try {
    await db.$transaction(
      async (tx) => {
        for (const [at, table] of tables.entries()) await copyTable(tx, table, tempTableName(at));
      },
      { timeout: transferTimeoutMs, maxWait: transferTimeoutMs },
    );
    for (const [at, { name }] of tables.entries()) {
      const size = await pageCount(db, tempTableName(at));
      for (let page = 0; page < size; page += pages.read) {
        const found = await db.$queryRawUnsafe<{ row: string }[]>(
          `SELECT to_jsonb(t)::text AS row FROM ${tempTableName(at)} t WHERE ${pageRange(page, pages.read)}`,
        );
        if (found.length > 0)
          await to.part(
            name,
            found.map(({ row }) => row),
          );
        await immediate();
      }
    }
  } finally {
    await drop();
  }
}

/** Gives a writer up when the signal says so. */
const abortable = (to: BackupWriter, signal: AbortSignal | undefined): BackupWriter => ({
  async part(table, rows) {
    signal?.throwIfAborted();
    await to.part(table, rows);
  },
});

export interface BackupOptions {
  /** Whether everybody uses one connection and shall go on using it meanwhile. */
  sharesConnection?: boolean;
  signal?: AbortSignal;
}

/**
 * Writes everything that is kept, as it stands at one moment, into one file; the program may go on meanwhile.
 * The file is there whole or not at all.
 * @returns the number of rows
 */
export async function backUpDatabase(
  db: PrismaClient,
  file: string,
  now: Date,
  { sharesConnection = false, signal }: BackupOptions = {},
): Promise<number> {
  const header = { migrations: await appliedMigrations(db), at: now };
  return writeBackupFile(file, header, async (out) => {
    const to = abortable(out, signal);
    if (sharesConnection) return dumpFromTempTables(db, to);
    await db.$transaction(
      async (tx) => {
        for (const table of await listTables(tx)) await dumpWithCursor(tx, table, to);
      },
      { isolationLevel: 'RepeatableRead', timeout: transferTimeoutMs },
    );
  });
}
