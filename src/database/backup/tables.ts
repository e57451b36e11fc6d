import type { Prisma } from '../generated/client.ts';

export type RawDatabase = Pick<Prisma.TransactionClient, '$queryRawUnsafe' | '$executeRawUnsafe'>;

export interface TableInfo {
  name: string;
  /** Columns of the read order, oldest first, so that rows come after the rows of the same table that they refer to. */
  orderBy: string;
  /** Whether the table has a foreign key to itself. */
  refersToItself: boolean;
  /** Whether it has binary data, so that few rows are large already. */
  hasBinaryData: boolean;
}

/** Tables that triggers fill from others, and empty with them: neither backed up nor restored. */
const derivedTables = ['EventWord', 'EventWordVariant'];
/** The private keys, which a backup holds only where they are asked for, and then encrypted: see `sealed-keys.ts`. */
const secretTables = ['SigningSecret'];

/** Quotes an SQL identifier. */
export const quoteIdentifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** The program's tables in a schema, without derived and secret ones, each after those that it refers to. @throws on circular references */
export async function listTables(db: RawDatabase, schema = 'public'): Promise<TableInfo[]> {
  const columns = await db.$queryRawUnsafe<
    { name: string; timed: boolean; binary: boolean; keys: string[] }[]
  >(
    `SELECT c.relname::text AS name,
      EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'createdAt') AS timed,
      EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.atttypid = 'bytea'::regtype) AS binary,
      ARRAY(SELECT a.attname::text FROM pg_index i JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY(i.indkey)
            WHERE i.indrelid = c.oid AND i.indisprimary) AS keys
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = $1 AND c.relkind = 'r' AND c.relname <> ALL ($2) ORDER BY 1`,
    schema,
    ['_prisma_migrations', ...derivedTables, ...secretTables],
  );
  const links = await db.$queryRawUnsafe<{ from: string; to: string }[]>(
    `SELECT f.relname::text AS "from", t.relname::text AS "to" FROM pg_constraint k
    JOIN pg_class f ON f.oid = k.conrelid JOIN pg_class t ON t.oid = k.confrelid
    JOIN pg_namespace n ON n.oid = f.relnamespace
    WHERE k.contype = 'f' AND n.nspname = $1`,
    schema,
  );
  const sorted: TableInfo[] = [];
  const waiting = new Map(columns.map((column) => [column.name, column]));
  while (waiting.size > 0) {
    const ready = [...waiting.values()].filter(
      ({ name }) => !links.some(({ from, to }) => from === name && to !== name && waiting.has(to)),
    );
    if (ready.length === 0) throw new Error('The tables refer to each other in a circle.');
    for (const { name, timed, binary, keys } of ready) {
      waiting.delete(name);
      sorted.push({
        name,
        orderBy: [...(timed ? ['createdAt'] : []), ...keys].map(quoteIdentifier).join(', '),
        refersToItself: links.some(({ from, to }) => from === name && to === name),
        hasBinaryData: binary,
      });
    }
  }
  return sorted;
}

/** Names of the migrations applied to the database, oldest first. */
export async function appliedMigrations(db: RawDatabase): Promise<string[]> {
  const rows = await db.$queryRawUnsafe<{ name: string }[]>(
    `SELECT migration_name AS name FROM _prisma_migrations
     WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY 1`,
  );
  return rows.map(({ name }) => name);
}

/** Advances the sequence of each serial column past its highest value. */
export async function advanceSequences(db: RawDatabase): Promise<void> {
  const columns = await db.$queryRawUnsafe<{ table: string; column: string; sequence: string }[]>(
    `SELECT quote_ident(c.relname) AS "table", quote_ident(a.attname) AS "column",
      pg_get_serial_sequence(quote_ident(c.relname), a.attname) AS sequence
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'public' AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
      AND pg_get_serial_sequence(quote_ident(c.relname), a.attname) IS NOT NULL`,
  );
  for (const { table, column, sequence } of columns)
    await db.$executeRawUnsafe(
      `SELECT setval($1::regclass, GREATEST(1, (SELECT max(${column}) FROM ${table})))`,
      sequence,
    );
}
