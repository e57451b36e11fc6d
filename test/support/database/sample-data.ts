import { seedSampleData } from '../../../prisma/sample.ts';
import type { Prisma, PrismaClient } from '../../../src/database/generated/client.ts';

const quoted = (schema: string, table: string) => `"${schema}"."${table}"`;

async function tablesOf(db: Prisma.TransactionClient, schema: string): Promise<string[]> {
  const rows = await db.$queryRaw<{ name: string }[]>`
    SELECT table_name AS name FROM information_schema.tables
    WHERE table_schema = ${schema} AND table_type = 'BASE TABLE' AND table_name <> '_prisma_migrations'`;
  return rows.map(({ name }) => name);
}

async function copy(db: Prisma.TransactionClient, from: string): Promise<void> {
  // The rows were validated when they were first written, and no cache needs to be invalidated.
  await db.$executeRaw`SET LOCAL session_replication_role = replica`;
  for (const table of await tablesOf(db, from)) {
    const to = quoted('public', table);
    await db.$executeRawUnsafe(`INSERT INTO ${to} SELECT * FROM ${quoted(from, table)}`);
  }
  await db.$executeRaw`
    SELECT setval(pg_get_serial_sequence('"Signup"', 'position'), (SELECT max(position) FROM "Signup"))`;
}

/** Fills an empty database with the sample; the second time for the same instant it copies the rows, which is faster. */
export async function fillSampleData(db: PrismaClient, start: number): Promise<void> {
  const kept = `sample_${start}`;
  await db.$transaction(async (tx) => {
    if ((await tablesOf(tx, kept)).length > 0) await copy(tx, kept);
  });
  if ((await db.community.count()) > 0) return;
  await seedSampleData(db, { now: new Date(start) });
  await db.$transaction(async (tx) => {
    await tx.$executeRawUnsafe(`CREATE SCHEMA "${kept}"`);
    for (const table of await tablesOf(tx, 'public')) {
      await tx.$executeRawUnsafe(
        `CREATE TABLE ${quoted(kept, table)} AS TABLE ${quoted('public', table)}`,
      );
    }
  });
}
