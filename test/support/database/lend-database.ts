import type { OpenDatabase } from '../../../src/database/database.ts';
import type { PrismaClient } from '../../../src/database/generated/client.ts';
import { emptyDatabase } from './empty-database.ts';

type Kind = 'embedded' | 'server';

interface Lent {
  database: OpenDatabase;
  /** The schema as it was at first. */
  schema: string;
}

/** Databases that no test uses, by kind. Test files of one worker follow one another in one process. */
const idle: Record<Kind, Lent[]> = { embedded: [], server: [] };

/** Tests may add columns, enum values, functions or triggers: such a database is of no use for others. */
async function readSchema(db: PrismaClient): Promise<string> {
  const [row] = await db.$queryRaw<{ schema: string }[]>`
    SELECT concat_ws(' ',
      (SELECT md5(string_agg(concat(c.relname, a.attname, a.atttypid, a.attnotnull), ',' ORDER BY c.relname, a.attnum))
        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
        WHERE c.relnamespace = 'public'::regnamespace AND NOT a.attisdropped),
      (SELECT count(*) FROM pg_enum), (SELECT count(*) FROM pg_constraint WHERE connamespace = 'public'::regnamespace),
      (SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'O'),
      (SELECT md5(string_agg(prosrc, '' ORDER BY oid)) FROM pg_proc WHERE pronamespace = 'public'::regnamespace)
    ) AS schema`;
  if (!row) throw new Error('the schema cannot be read');
  return row.schema;
}

/** Deletes every row, that of jobs too, and gives up locks. */
async function reset(db: PrismaClient): Promise<void> {
  await emptyDatabase(db);
  await db.$executeRawUnsafe(`DO $$ BEGIN
    IF to_regclass('pgboss.job') IS NOT NULL THEN DELETE FROM pgboss.job; END IF;
    PERFORM pg_advisory_unlock_all();
  END $$`);
}

/**
 * Opens a database, or takes one that another test has given back: opening takes one to two seconds of the processor,
 * emptying a tenth of one. Closing it gives it back.
 */
export async function lendDatabase(
  kind: Kind,
  open: () => Promise<OpenDatabase>,
): Promise<OpenDatabase> {
  const lent = idle[kind].pop() ?? (await openNew(open));
  return {
    ...lent.database,
    async close() {
      try {
        if ((await readSchema(lent.database.prisma)) === lent.schema) {
          await reset(lent.database.prisma);
          idle[kind].push(lent);
          return;
        }
      } catch {
        // A broken one is closed.
      }
      await lent.database.close();
    },
  };
}

async function openNew(open: () => Promise<OpenDatabase>): Promise<Lent> {
  const database = await open();
  return { database, schema: await readSchema(database.prisma) };
}
