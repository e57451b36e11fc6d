import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OpenDatabase } from '../../src/database/database.ts';
import { withKnownEnumValues } from '../../src/database/known-enum-values.ts';
import { openEmbeddedDatabase } from '../support/database/test-databases.ts';

let database: OpenDatabase;
beforeAll(async () => {
  database = await openEmbeddedDatabase();
});
afterAll(() => database.close());

test('restricts queries to known values in every enum column of each table', async () => {
  const columns = await database.prisma.$queryRaw<{ table: string; column: string }[]>`
    SELECT table_name::text AS "table", column_name::text AS "column" FROM information_schema.columns
    JOIN pg_type ON typname = udt_name AND typtype = 'e' WHERE table_schema = 'public'`;
  const tables = new Map(
    Object.entries(withKnownEnumValues).map(([name, where]) => [name.toLowerCase(), where]),
  );
  const missing = columns.filter(({ table, column }) => {
    const where = tables.get(table.toLowerCase());
    return where && !JSON.stringify(where).includes(`"${column}":`);
  });
  expect(missing).toEqual([]);
});
