import { createReadStream } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { Prisma, PrismaClient } from './generated/client.ts';

/** Rows carried at once. */
const batch = 500;
/** Longest that a whole transfer may take, in milliseconds. */
const transferMs = 3_600_000;

const headerSchema = z.object({
  callboard: z.literal('backup'),
  version: z.literal(1),
  /** The last migration of the store that it was made from. */
  migration: z.string(),
  at: z.string(),
});
const rowsSchema = z.object({
  table: z.string(),
  rows: z.array(z.record(z.string(), z.unknown())),
});
const endSchema = z.object({ end: z.literal(true), rows: z.number() });

/** What is wrong with a backup or its target, in words for whoever runs it. */
export class TransferError extends Error {
  override name = 'TransferError';
}

interface Table {
  name: string;
  /** Columns by which rows are read: the oldest first, so that what refers to a row of its own table comes after it. */
  order: string;
}

type Db = Pick<Prisma.TransactionClient, '$queryRawUnsafe' | '$executeRawUnsafe'>;

const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** The program's tables, each behind those that it refers to. */
async function tablesOf(db: Db): Promise<Table[]> {
  const columns = await db.$queryRawUnsafe<{ name: string; timed: boolean; keys: string[] }[]>(`
    SELECT c.relname::text AS name,
      EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'createdAt') AS timed,
      ARRAY(SELECT a.attname::text FROM pg_index i JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY(i.indkey)
            WHERE i.indrelid = c.oid AND i.indisprimary) AS keys
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'public' AND c.relkind = 'r' AND c.relname <> '_prisma_migrations' ORDER BY 1`);
  const links = await db.$queryRawUnsafe<{ from: string; to: string }[]>(`
    SELECT f.relname::text AS "from", t.relname::text AS "to" FROM pg_constraint k
    JOIN pg_class f ON f.oid = k.conrelid JOIN pg_class t ON t.oid = k.confrelid
    JOIN pg_namespace n ON n.oid = f.relnamespace
    WHERE k.contype = 'f' AND n.nspname = 'public' AND f.oid <> t.oid`);
  const sorted: Table[] = [];
  const waiting = new Map(columns.map((column) => [column.name, column]));
  while (waiting.size > 0) {
    const ready = [...waiting.values()].filter(
      ({ name }) => !links.some(({ from, to }) => from === name && waiting.has(to)),
    );
    if (ready.length === 0) throw new TransferError('The tables refer to each other in a circle.');
    for (const { name, timed, keys } of ready) {
      waiting.delete(name);
      sorted.push({
        name,
        order: [...(timed ? ['createdAt'] : []), ...keys].map(quote).join(', '),
      });
    }
  }
  return sorted;
}

async function lastMigration(db: Db): Promise<string> {
  const [row] = await db.$queryRawUnsafe<{ name: string }[]>(
    'SELECT max(migration_name) AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL',
  );
  return row?.name ?? '';
}

/**
 * Writes everything that is kept, as it stands at one moment, into one file; the program may go on meanwhile.
 * The file is there whole or not at all.
 * @returns the number of rows
 */
export async function backup(db: PrismaClient, file: string, now: Date): Promise<number> {
  const unfinished = `${file}.part`;
  const out = await open(unfinished, 'w', 0o600);
  let total = 0;
  try {
    const line = (value: unknown) => out.write(`${JSON.stringify(value)}\n`);
    await db.$transaction(
      async (tx) => {
        await line({
          callboard: 'backup',
          version: 1,
          migration: await lastMigration(tx),
          at: now.toISOString(),
        });
        for (const { name, order } of await tablesOf(tx)) {
          await tx.$executeRawUnsafe(
            `DECLARE rows_of NO SCROLL CURSOR FOR SELECT to_jsonb(t) AS row FROM ${quote(name)} t ORDER BY ${order}`,
          );
          for (;;) {
            const found = await tx.$queryRawUnsafe<{ row: unknown }[]>(
              `FETCH ${batch} FROM rows_of`,
            );
            if (found.length === 0) break;
            total += found.length;
            await line({ table: name, rows: found.map(({ row }) => row) });
          }
          await tx.$executeRawUnsafe('CLOSE rows_of');
        }
      },
      { isolationLevel: 'RepeatableRead', timeout: transferMs },
    );
    await line({ end: true, rows: total });
    await out.sync();
  } finally {
    await out.close();
  }
  await rename(unfinished, file);
  return total;
}

async function* linesOf(file: string): AsyncGenerator<unknown> {
  for await (const line of createInterface({ input: createReadStream(file, 'utf8') })) {
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch {
      throw new TransferError('The file is no backup of Callboard, or it is damaged.');
    }
    yield value;
  }
}

/** Reads a backup to its end before anything is touched. @throws TransferError when it is none, or not whole */
async function inspect(file: string): Promise<z.infer<typeof headerSchema>> {
  let header: z.infer<typeof headerSchema> | undefined;
  let rows = 0;
  let end: number | undefined;
  for await (const line of linesOf(file)) {
    if (!header) {
      header = headerSchema.safeParse(line).data;
      if (!header) break;
      continue;
    }
    const part = rowsSchema.safeParse(line).data;
    if (part) rows += part.rows.length;
    else end = endSchema.safeParse(line).data?.rows;
  }
  if (!header) throw new TransferError('The file is no backup of Callboard.');
  if (end !== rows)
    throw new TransferError('The backup is not whole; the store was left as it was.');
  return header;
}

/** Whether anybody's data are in the store. */
const isEmpty = async (db: PrismaClient): Promise<boolean> =>
  (await db.community.count()) + (await db.person.count()) === 0;

/**
 * Puts a backup into the store, in one transaction: all of it or nothing.
 * @param replace empties a store that is not empty; without it such a store is left alone
 * @returns the number of rows
 * @throws TransferError
 */
export async function restore(
  db: PrismaClient,
  file: string,
  { replace }: { replace: boolean },
): Promise<number> {
  const header = await inspect(file);
  const migration = await lastMigration(db);
  if (header.migration !== migration) {
    throw new TransferError(
      `The backup was made by another version of Callboard (${header.migration}, here ${migration}). Restore it with that version, start this one on it, and back it up again.`,
    );
  }
  if (!replace && !(await isEmpty(db))) {
    throw new TransferError(
      'The store is not empty. With --replace everything in it is lost and replaced.',
    );
  }
  return db.$transaction(
    async (tx) => {
      const tables = await tablesOf(tx);
      const names = new Set(tables.map(({ name }) => name));
      await tx.$executeRawUnsafe(`TRUNCATE ${[...names].map(quote).join(', ')} CASCADE`);
      let total = 0;
      for await (const line of linesOf(file)) {
        const part = rowsSchema.safeParse(line).data;
        if (!part) continue;
        if (!names.has(part.table))
          throw new TransferError(`The store has no table ${part.table}.`);
        const table = quote(part.table);
        await tx.$executeRawUnsafe(
          `INSERT INTO ${table} SELECT * FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb)`,
          JSON.stringify(part.rows),
        );
        total += part.rows.length;
      }
      await tx.$executeRawUnsafe(
        `SELECT setval(pg_get_serial_sequence('"Signup"', 'turn'), GREATEST(1, (SELECT max(turn) FROM "Signup")))`,
      );
      return total;
    },
    { timeout: transferMs },
  );
}
