import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OpenDatabase } from '../../../src/database/database.ts';
import { openPGlite } from '../../../src/database/embedded/pglite.ts';
import { databaseKinds } from '../../support/database/test-databases.ts';

const id = '0199c1a0-0000-7000-8000-000000000001';

/** A value of each type that a query of ours may return, by the SQL that makes it. */
const values: readonly (readonly [sql: string, value: unknown])[] = [
  ['true', true],
  ['false', false],
  ['7::smallint', 7],
  ['70000', 70000],
  ['9007199254740993::bigint', 9007199254740993n],
  ['1.5::real', 1.5],
  ['0.25::double precision', 0.25],
  ["'Nhà sáng tạo'", 'Nhà sáng tạo'],
  [`'${id}'::uuid`, id],
  ['\'vi\'::"Locale"::text', 'vi'],
  ["'2026-11-24 02:00:00.123+00'::timestamptz", new Date('2026-11-24T02:00:00.123Z')],
  [`'{"a":[1,true]}'::jsonb`, { a: [1, true] }],
  ["'\\x00ff'::bytea", new Uint8Array([0, 255])],
  ["ARRAY['a','b, c',NULL]", ['a', 'b, c', null]],
  ["ARRAY['a']::varchar[]", ['a']],
  ['ARRAY[1,2]', [1, 2]],
  ['ARRAY[1,2]::bigint[]', [1n, 2n]],
  ['ARRAY[0.5]::double precision[]', [0.5]],
  ['ARRAY[true,false]', [true, false]],
  [`ARRAY['${id}']::uuid[]`, [id]],
  ["ARRAY['2026-11-24 02:00:00+00']::timestamptz[]", [new Date('2026-11-24T02:00:00Z')]],
  ['NULL::int', null],
];

describe.each(databaseKinds)('a query on %s', (_, open) => {
  let database: OpenDatabase;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  test.each(values)('returns %s as a value of its type', async (sql, value) => {
    const rows = await database.prisma.$queryRawUnsafe<unknown[]>(`SELECT ${sql} AS value`);
    expect(rows).toEqual([{ value }]);
  });
});

test('a query without parsers of its own still uses all of PGlite’s', async () => {
  const pglite = await openPGlite('memory');
  const { rows } = await pglite.query(`SELECT '{"a":1}'::jsonb AS json, now() AS moment`);
  expect(rows).toEqual([{ json: { a: 1 }, moment: expect.any(Date) }]);
  expect(Object.keys(pglite.parsers).length).toBeLessThan(30);
  await pglite.close();
});
