import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { PrismaClient } from './generated/client.ts';
import { type Jobs, openJobs } from './jobs.ts';
import { applyMigrations } from './migrations.ts';
import { openPGlite } from './pglite.ts';

/** Where the store is: a PostgreSQL server, or a folder for the embedded one. */
export type DatabaseAddress = { url: string } | { folder: string | 'memory' };

export interface OpenDatabase {
  prisma: PrismaClient;
  /** A job queue on the same database; it is started and stopped by whoever opens it. */
  openJobs(report: (error: Error) => void): Jobs;
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
    return {
      prisma,
      openJobs: (report) => openJobs({ url: address.url }, report),
      close: () => prisma.$disconnect(),
    };
  }
  const pglite = await openPGlite(address.folder);
  const adapter = new PrismaPGlite(pglite);
  await applyMigrations(adapter);
  const prisma = new PrismaClient({ adapter });
  return {
    prisma,
    openJobs: (report) => openJobs({ pglite }, report),
    async close() {
      await prisma.$disconnect();
      await pglite.close();
    },
  };
}
