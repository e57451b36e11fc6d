import { setImmediate as immediate } from 'node:timers/promises';
import type { PrismaClient } from '../generated/client.ts';
import { type BackupWriter, writeBackupFile } from './backup-file.ts';
import { sealKeys } from './sealed-keys.ts';
import {
  appliedMigrations,
  listTables,
  quoteIdentifier,
  type RawDatabase,
  type TableInfo,
} from './tables.ts';

/** Rows fetched at once; of tables with binary data fewer. */
const fetchSizes = { rows: 500, binaryRows: 16 } as const;
/**
 * Pages of a table, 8 KB each, that are copied or read at once: takes a few milliseconds. A page of rows with binary data
 * has some megabytes beside it.
 */
const pages = { copy: 64, read: 8, binary: 1 } as const;
/** Maximum duration of a backup or restore, in milliseconds. */
export const transferTimeoutMs = 3_600_000;

/** Reads a snapshot of a table through a cursor; this occupies a connection for the whole time. */
async function dumpWithCursor(
  db: RawDatabase,
  { name, orderBy, hasBinaryData }: TableInfo,
  to: BackupWriter,
): Promise<void> {
  await db.$executeRawUnsafe(
    `DECLARE rows_of NO SCROLL CURSOR FOR SELECT to_jsonb(t)::text AS row FROM ${quoteIdentifier(name)} t ORDER BY ${orderBy}`,
  );
  const size = hasBinaryData ? fetchSizes.binaryRows : fetchSizes.rows;
  for (;;) {
    const found = await db.$queryRawUnsafe<{ row: string }[]>(`FETCH ${size} FROM rows_of`);
    if (found.length === 0) break;
    await to.part(
      name,
      found.map(({ row }) => row),
    );
  }
  await db.$executeRawUnsafe('CLOSE rows_of');
}

/** The temporary table with the copy of the table at this index. */
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

/** Copies a table in pieces within the database; other work of the process goes on between them, but no other query. */
async function copyTable(db: RawDatabase, table: TableInfo, copy: string): Promise<void> {
  const from = quoteIdentifier(table.name);
  // Rows must be restored in this order. Tables that refer to themselves are always small.
  if (table.refersToItself) {
    await db.$executeRawUnsafe(
      `CREATE TEMP TABLE ${copy.replace('pg_temp.', '')} AS SELECT * FROM ${from} ORDER BY ${table.orderBy}`,
    );
    return;
  }
  await db.$executeRawUnsafe(`CREATE TEMP TABLE ${copy.replace('pg_temp.', '')} (LIKE ${from})`);
  const size = await pageCount(db, from);
  const step = table.hasBinaryData ? pages.binary : pages.copy;
  for (let page = 0; page < size; page += step) {
    await db.$executeRawUnsafe(
      `INSERT INTO ${copy} SELECT * FROM ${from} t WHERE ${pageRange(page, step)}`,
    );
    await immediate();
  }
}

/**
 * Reads a snapshot of the database over a shared connection: copies it into temporary tables in one transaction, then
 * reads those while other queries go on.
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
    for (const [at, { name, hasBinaryData }] of tables.entries()) {
      const size = await pageCount(db, tempTableName(at));
      const step = hasBinaryData ? pages.binary : pages.read;
      for (let page = 0; page < size; page += step) {
        const found = await db.$queryRawUnsafe<{ row: string }[]>(
          `SELECT to_jsonb(t)::text AS row FROM ${tempTableName(at)} t WHERE ${pageRange(page, step)}`,
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

/** Makes a writer throw when the signal aborts. */
const abortable = (to: BackupWriter, signal: AbortSignal | undefined): BackupWriter => ({
  keys: to.keys,
  async part(table, rows) {
    signal?.throwIfAborted();
    await to.part(table, rows);
  },
});

export interface BackupOptions {
  /** Whether there is only one connection, which other queries need in the meantime. */
  sharesConnection?: boolean;
  signal?: AbortSignal;
  /** Encrypts the private keys, which are left out without it. */
  passphrase?: string | undefined;
}

/**
 * Writes a snapshot of the whole database, without its private keys, to one file, while the program goes on.
 * The file appears under its name only once it is complete.
 * @returns the number of rows
 */
export async function backUpDatabase(
  db: PrismaClient,
  file: string,
  now: Date,
  { sharesConnection = false, signal, passphrase }: BackupOptions = {},
): Promise<number> {
  const header = { migrations: await appliedMigrations(db), at: now };
  return writeBackupFile(file, header, async (out) => {
    const to = abortable(out, signal);
    // Read before the snapshot, which then has what they refer to.
    if (passphrase !== undefined) await to.keys(await sealKeys(db, passphrase));
    if (sharesConnection) return dumpFromTempTables(db, to);
    await db.$transaction(
      async (tx) => {
        for (const table of await listTables(tx)) await dumpWithCursor(tx, table, to);
      },
      { isolationLevel: 'RepeatableRead', timeout: transferTimeoutMs },
    );
  });
}
