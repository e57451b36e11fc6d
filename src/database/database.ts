import { PrismaPGlite } from 'pglite-prisma-adapter';
import { listenForChanges } from './cache/listen.ts';
import { changesChannel, createQueryCache, type QueryCache } from './cache/query-cache.ts';
import { readYourWrites } from './cache/read-your-writes.ts';
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

/** A PostgreSQL server, or the folder of the embedded database; one in memory may start from a dump. */
export type DatabaseAddress =
  | { url: string; timeouts?: DatabaseTimeouts }
  | { folder: string | 'memory'; initialDump?: Blob };

export interface OpenDatabase {
  prisma: PrismaClient;
  /** Whether all queries share one connection, as on the embedded database. */
  sharesConnection: boolean;
  cache: QueryCache;
  /** A job queue on the same database; the caller starts and stops it. */
  openJobQueue(onError: (error: Error) => void): JobQueue;
  /** Locks that one process at a time holds; the caller closes them. */
  openLeaderLocks(onError: (error: Error) => void): LeaderLocks;
  close(): Promise<void>;
}

/** The advisory lock that a process holds while it migrates. */
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
    // Ending the connection releases the lock.
    await client.end();
  }
  const cache = createQueryCache();
  const changes = listenForChanges(session, cache);
  const barrier = createStartupBarrier();
  const prisma = new PrismaClient({
    adapter: withStartupBarrier(readYourWrites(adapter, changes.caughtUp), barrier),
  });
  return {
    prisma,
    sharesConnection: false,
    cache,
    openJobQueue: (onError) => openJobQueue({ url, timeouts }, barrier, onError),
    openLeaderLocks: (onError) => openLeaderLocks(url, onError),
    async close() {
      await changes.close();
      await prisma.$disconnect();
    },
  };
}

/** Milliseconds: on the one connection a transaction may have to wait for many others. */
const embeddedTransactionOptions = { maxWait: 30_000, timeout: 30_000 };

async function openEmbedded(folder: string | 'memory', initialDump?: Blob): Promise<OpenDatabase> {
  const { pglite, close } = await (folder === 'memory'
    ? openInMemory(initialDump)
    : openInFolder(folder));
  try {
    const cache = createQueryCache();
    // PGlite notifies before the write returns: there is nothing to wait for.
    await pglite.listen(changesChannel, cache.invalidate);
    cache.enable();
    const barrier = createStartupBarrier();
    const prisma = new PrismaClient({
      adapter: withStartupBarrier(new PrismaPGlite(pglite), barrier),
      transactionOptions: embeddedTransactionOptions,
    });
    return {
      prisma,
      sharesConnection: true,
      cache,
      openJobQueue: (onError) => openJobQueue({ pglite }, barrier, onError),
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

/**
 * Opens the database and applies pending migrations.
 * @throws DataDirInUse when another process has the folder, DataDirUnusable when it is damaged; Error when the server
 * cannot be reached, without its password
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
