import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { PrismaClient } from './generated/client.ts';
import { applyMigrations } from './migrations.ts';
import { openPGlite } from './pglite.ts';

/** Where the store is: a PostgreSQL server, or a folder for the embedded one. */
export type DatabaseAddress = { url: string } | { folder: string | 'memory' };

/** What queries are made with: the client, or a transaction of it. */
export type Database = Pick<
  PrismaClient,
  | Exclude<keyof PrismaClient, `$${string}` | symbol>
  | '$queryRaw'
  | '$executeRaw'
  | '$queryRawUnsafe'
>;

export interface OpenDatabase {
  prisma: PrismaClient;
  close(): Promise<void>;
}

/** Opens the store and brings its schema up to date. */
export async function openDatabase(address: DatabaseAddress): Promise<OpenDatabase> {
  if ('url' in address) {
    const adapter = new PrismaPg({
      connectionString: address.url,
      options: '-c TimeZone=UTC',
    });
    await applyMigrations(adapter);
    const prisma = new PrismaClient({ adapter });
    return { prisma, close: () => prisma.$disconnect() };
  }
  const pglite = await openPGlite(address.folder);
  const adapter = new PrismaPGlite(pglite);
  await applyMigrations(adapter);
  const prisma = new PrismaClient({ adapter });
  return {
    prisma,
    async close() {
      await prisma.$disconnect();
      await pglite.close();
    },
  };
}
