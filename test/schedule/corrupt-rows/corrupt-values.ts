import type { PrismaClient } from '../../../src/database/generated/client.ts';
import type { RowReference } from './row-factory.ts';

/** The value that a newer version of the program added to every enum. */
const newer = 'newer';
const nobody = `'018f0000-0000-7000-8000-000000000000'`;

/** Values that the program never writes, as SQL, by column type. */
const corruptValuesByType: Readonly<Record<string, readonly string[]>> = {
  timestamptz: [
    `'infinity'`,
    `'-infinity'`,
    `'0044-03-15 BC'`,
    `'0001-01-01'`,
    `'9999-12-31'`,
    `'290000-01-01'`,
  ],
  jsonb: [
    `'null'`,
    `'5'`,
    `'[]'`,
    `'"thì thầm"'`,
    `'{"a": "thì thầm"}'`,
    `'{"en": 7, "vi": {"title": [], "blocks": 5}}'`,
    `'{"to": "chats", "chatIds": ["nobody"]}'`,
    `'{"to": "chats", "chatIds": ["018f0000-0000-7000-8000-000000000000"]}'`,
    `'{"to": "people", "personIds": ["018f0000-0000-7000-8000-000000000000"]}'`,
    `'{"to": "copies", "publicationId": "018f0000-0000-7000-8000-000000000000"}'`,
    `'{"to": "topic", "communityId": "nobody", "topic": "alerts"}'`,
    `'{"to": "topic", "communityId": "018f0000-0000-7000-8000-000000000000", "topic": "newer"}'`,
  ],
  text: [
    ...[`''`, `E'\\u0001'`, `'PST'`, `'☃ thì thầm'`, `repeat('thì thầm ', 2000)`],
    ...[`'* * * * *'`, `'61 25 31 2 8'`, `'0 0 30 2 *'`],
  ],
  int2: ['-5', '32767', '-32768'],
  int4: ['-5', '2147483647', '-2147483648'],
  int8: ['-5', '9223372036854775807'],
  bool: ['true', 'false'],
  bytea: [`''`, `'\\x00'`],
  tsvector: [`''`, `'thì:1A thầm'`],
  uuid: [nobody],
  enum: [`'${newer}'`],
  _int4: [`'{}'`, `'{NULL}'`, `'{-5,2147483647}'`],
  _text: [`'{}'`, `'{NULL}'`, `'{"thì thầm"}'`],
  _uuid: [`'{}'`, `ARRAY[${nobody}]::uuid[]`],
  _enum: [`'{}'`, `'{${newer}}'`],
};

/** Possible corrupt values of a table's column. */
export interface CorruptValue {
  table: string;
  column: string;
  value: string;
}

interface Column {
  table: string;
  column: string;
  type: string;
  isEnum: boolean;
  isNullable: boolean;
  /** Part of a foreign key, or the id that foreign keys refer to: the store holds it itself. */
  isHeld: boolean;
}

const columnsSql = `
  SELECT c.relname::text AS "table", a.attname::text AS "column", t.typname::text AS type,
    COALESCE(e.typtype, t.typtype) = 'e' AS "isEnum", NOT a.attnotnull AS "isNullable",
    (t.typname = 'uuid' AND EXISTS (SELECT 1 FROM pg_constraint k
      WHERE k.conrelid = c.oid AND k.contype IN ('f', 'p') AND a.attnum = ANY(k.conkey))) AS "isHeld"
  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_type t ON t.oid = a.atttypid
    LEFT JOIN pg_type e ON e.oid = t.typelem AND t.typcategory = 'A'
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
    AND c.relname <> '_prisma_migrations'
  ORDER BY 1, a.attnum`;

const kindOf = ({ type, isEnum }: Column): string => {
  if (!isEnum) return type;
  return type.startsWith('_') ? '_enum' : 'enum';
};

/**
 * Everything that may stand in any column of the store. A newer version was here: each enum has one value more.
 * @throws when there are no poisons for a kind of column
 */
export async function corruptValuesOf(db: PrismaClient): Promise<CorruptValue[]> {
  const enums = await db.$queryRaw<{ name: string }[]>`
    SELECT quote_ident(typname) AS name FROM pg_type
    WHERE typtype = 'e' AND typnamespace = 'public'::regnamespace`;
  for (const { name } of enums)
    await db.$executeRawUnsafe(`ALTER TYPE ${name} ADD VALUE '${newer}'`);
  const columns = await db.$queryRawUnsafe<Column[]>(columnsSql);
  return columns.flatMap((column) => {
    const values = column.isHeld ? [] : corruptValuesByType[kindOf(column)];
    if (!values)
      throw new Error(`No poisons for ${column.type} of ${column.table}.${column.column}`);
    return [...values, ...(column.isNullable ? ['NULL'] : [])].map((value) => ({
      table: column.table,
      column: column.column,
      value,
    }));
  });
}

/** Corrupts one column of one row. @returns what was done; nothing when the database rejects it */
export async function corruptValue(
  db: PrismaClient,
  { table, where }: RowReference,
  { column, value }: CorruptValue,
): Promise<string[]> {
  const set = `"${table}" SET "${column}" = ${value}`;
  // What the store refuses is no row that anybody could have.
  const changed = await db.$executeRawUnsafe(`UPDATE ${set} WHERE ${where}`).catch(() => 0);
  return changed > 0 ? [set] : [];
}
