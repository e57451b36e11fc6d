import type { PrismaClient } from '../../src/database/generated/client.ts';

/** Takes every row out of every table of the program. */
export async function emptyDatabase(db: PrismaClient): Promise<void> {
  const tables = await db.$queryRaw<{ name: string }[]>`
    SELECT quote_ident(table_name) AS name FROM information_schema.tables
    WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name <> '_prisma_migrations'`;
  const names = tables.map(({ name }) => name).join(', ');
  await db.$executeRawUnsafe(`TRUNCATE ${names} RESTART IDENTITY CASCADE`);
}
