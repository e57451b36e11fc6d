import { z } from 'zod';
import type { OpenDatabase } from '../../../src/database/database.ts';

const rowsSchema = z.array(z.object({ row: z.string() }));

/** The tables with a row in which one of these words stands. */
export async function tablesHolding(
  { prisma: db }: Pick<OpenDatabase, 'prisma'>,
  words: readonly string[],
): Promise<string[]> {
  const found = await db.$queryRaw<{ name: string }[]>`
    SELECT table_name::text AS name FROM information_schema.tables
    WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY 1`;
  const holds: string[] = [];
  for (const { name } of found) {
    const rows = rowsSchema.parse(
      await db.$queryRawUnsafe(`SELECT t::text AS row FROM "${name.replaceAll('"', '')}" t`),
    );
    if (rows.some(({ row }) => words.some((word) => row.includes(word)))) holds.push(name);
  }
  return holds.toSorted();
}
