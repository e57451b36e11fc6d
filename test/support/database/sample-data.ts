import { seedSampleData } from '../../../prisma/sample.ts';
import type { Prisma, PrismaClient } from '../../../src/database/generated/client.ts';

const quoted = (schema: string, table: string) => `"${schema}"."${table}"`;

async function tablesOf(db: Prisma.TransactionClient, schema: string): Promise<string[]> {
  const rows = await db.$queryRaw<{ name: string }[]>`
    SELECT table_name AS name FROM information_schema.tables
    WHERE table_schema = ${schema} AND table_type = 'BASE TABLE' AND table_name <> '_prisma_migrations'`;
  return rows.map(({ name }) => name);
}

/** One statement: the rows were validated when they were first written, and no cache needs to be invalidated. */
async function copy(db: PrismaClient, from: string): Promise<void> {
  await db.$executeRawUnsafe(`DO $$
    DECLARE name text;
    BEGIN
      SET LOCAL session_replication_role = replica;
      FOR name IN SELECT table_name FROM information_schema.tables WHERE table_schema = '${from}'
      LOOP
        EXECUTE format('INSERT INTO public.%I SELECT * FROM ${from}.%I', name, name);
      END LOOP;
      PERFORM setval(pg_get_serial_sequence('"Signup"', 'position'), (SELECT max(position) FROM "Signup"));
    END $$`);
}

/** Fills an empty database with the sample; the second time for the same instant it copies the rows, which is faster. */
export async function fillSampleData(db: PrismaClient, start: number): Promise<void> {
  const kept = `sample_${start}`;
  if ((await tablesOf(db, kept)).length > 0) return await copy(db, kept);
  await seedSampleData(db, { now: new Date(start) });
  await db.$transaction(async (tx) => {
    await tx.$executeRawUnsafe(`CREATE SCHEMA "${kept}"`);
    for (const table of await tablesOf(tx, 'public')) {
      const isEmpty =
        (await tx.$queryRawUnsafe<unknown[]>(`SELECT 1 FROM ${quoted('public', table)} LIMIT 1`))
          .length === 0;
      if (isEmpty) continue;
      await tx.$executeRawUnsafe(
        `CREATE TABLE ${quoted(kept, table)} AS TABLE ${quoted('public', table)}`,
      );
    }
  });
}
