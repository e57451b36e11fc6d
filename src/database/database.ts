import { PrismaPGlite } from 'pglite-prisma-adapter';
import { listenToPGlite, listenToPostgres, readYourWrites } from './cache/cache-invalidation.ts';
import { createQueryCache, type QueryCache } from './cache/query-cache.ts';
import { openInFolder, openInMemory } from './embedded/embedded.ts';
import { PrismaClient } from './generated/client.ts';
import { type JobQueue, openJobQueue } from './job-queue.ts';
import { type LeaderLocks, openLeaderLocks, singleProcessLocks } from './locks/leader-lock.ts';
import { applyMigrations, withWholeScripts } from './migrations/migrations.ts';
import { sessionConfig } from './session-config.ts';
import { createStartupBarrier, withStartupBarrier } from './startup-barrier.ts';
import {
  type DatabaseTimeouts,
  defaultTimeouts,
  poolTimeoutOptions,
  statementTimeoutOption,
} from './timeouts.ts';

/** Where the store is: a PostgreSQL server, or a folder for the embedded one; in memory it may begin as a dump of another. */
export type DatabaseAddress =
  | { url: string; timeouts?: DatabaseTimeouts }
  | { folder: string | 'memory'; initialDump?: Blob };

export interface OpenDatabase {
  prisma: PrismaClient;
  /** Whether everybody uses one connection. */
  sharesConnection: boolean;
  /** What was read lately and has not changed since. */
  cache: QueryCache;
  /** A job queue on the same database; it is started and stopped by whoever opens it. */
  openJobQueue(onError: (error: Error) => void): JobQueue;
  /** What only one process does at a time; closed by whoever opens it. */
  openLeaderLocks(report: (error: Error) => void): LeaderLocks;
  close(): Promise<void>;
}

/** The number of the lock that one process holds while it brings the schema up to date. */
const migrationLockId = 7_260_117;

/** A PostgreSQL server. Of several processes that start at once, one migrates and the others wait. */
async function openPostgres(url: string, timeouts: DatabaseTimeouts): Promise<OpenDatabase> {
  const { PrismaPg } = await import('@prisma/adapter-pg');
  const { Client } = await import('pg');
  const session = sessionConfig(url);
  const adapter = new PrismaPg({
    ...sessionConfig(url, statementTimeoutOption(timeouts)),
    ...poolTimeoutOptions(timeouts),
    max: 10,
  });
  const client = new Client(session);
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [migrationLockId]);
    await applyMigrations(
      withWholeScripts(adapter, (script) => client.query(script)),
      async (sql) => (await client.query(sql)).rows,
    );
  } finally {
    // Ending the connection gives the lock back.
    await client.end();
  }
  const cache = createQueryCache();
  const invalidation = listenToPostgres(session, cache);
  const barrier = createStartupBarrier();
  const prisma = new PrismaClient({
    adapter: withStartupBarrier(readYourWrites(adapter, invalidation.caughtUp), barrier),
  });
  return {
    prisma,
    sharesConnection: false,
    cache,
    openJobQueue: (report) => openJobQueue({ url, timeouts }, barrier, report),
    openLeaderLocks: (report) => openLeaderLocks(url, report),
    async close() {
      await invalidation.close();
      await prisma.$disconnect();
    },
  };
}

async function openEmbedded(folder: string | 'memory', cluster?: Blob): Promise<OpenDatabase> {
  const { pglite, close } = await (folder === 'memory'
    ? openInMemory(cluster)
    : openInFolder(folder));
  try {
    const cache = createQueryCache();
    await listenToPGlite(pglite, cache);
    const gate = createStartupBarrier();
    const prisma = new PrismaClient({
      adapter: withStartupBarrier(new PrismaPGlite(pglite), gate),
      transactionOptions: embeddedTransactionOptions,
    });
    return {
      prisma,
      sharesConnection: true,
      cache,
      openJobQueue: (report) => openJobQueue({ pglite }, gate, report),
      openLeaderLocks: () => singleProcessLocks,
      async close() {
        await prisma.$disconnect();
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** One connection serves everybody: a transaction may have to wait for many others, in milliseconds. */
const embeddedTransactionOptions = { maxWait: 30_000, timeout: 30_000 };

/**
 * Opens the store and brings its schema up to date.
 * @throws FolderInUse when another process has the folder, FolderUnusable when it is damaged; Error when the server cannot be reached, without its password
 */
export async function openDatabase(address: DatabaseAddress): Promise<OpenDatabase> {
  if ('folder' in address) return openEmbedded(address.folder, address.initialDump);
  try {
    return await openPostgres(address.url, address.timeouts ?? defaultTimeouts);
  } catch (error) {
    const { password, host } = new URL(address.url);
    const reason = error instanceof Error ? error.message || error.name : String(error);
    const clean = password === '' ? reason : reason.replaceAll(password, '<password>');
    throw new Error(`The database at ${host} cannot be opened: ${clean}`);
  }
}
