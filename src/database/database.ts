import { PrismaPGlite } from 'pglite-prisma-adapter';
import { hearingOwn, hearPGlite, hearPostgres } from './changes.ts';
import { openInFolder, openInMemory } from './embedded.ts';
import { createGate, gated } from './gate.ts';
import { PrismaClient } from './generated/client.ts';
import { type Jobs, openJobs } from './jobs.ts';
import { createMemory, type Memory } from './memory.ts';
import { applyMigrations, wholeScripts } from './migrations.ts';
import { boundedPool, boundedStatements, type Patience, usualPatience } from './patience.ts';
import { sessionOf } from './session.ts';
import { onlyProcess, openTurns, type Turns } from './turns.ts';

/** Where the store is: a PostgreSQL server, or a folder for the embedded one; in memory it may begin as a dump of another. */
export type DatabaseAddress =
  | { url: string; patience?: Patience }
  | { folder: string | 'memory'; cluster?: Blob };

export interface OpenDatabase {
  prisma: PrismaClient;
  /** Whether everybody uses one connection. */
  isShared: boolean;
  /** What was read lately and has not changed since. */
  memory: Memory;
  /** A job queue on the same database; it is started and stopped by whoever opens it. */
  openJobs(report: (error: Error) => void): Jobs;
  /** What only one process does at a time; closed by whoever opens it. */
  openTurns(report: (error: Error) => void): Turns;
  close(): Promise<void>;
}

/** The number of the lock that one process holds while it brings the schema up to date. */
const migrationLock = 7_260_117;

/** A PostgreSQL server. Of several processes that start at once, one migrates and the others wait. */
async function openPostgres(url: string, patience: Patience): Promise<OpenDatabase> {
  const { PrismaPg } = await import('@prisma/adapter-pg');
  const { Client } = await import('pg');
  const session = sessionOf(url);
  const adapter = new PrismaPg({
    ...sessionOf(url, boundedStatements(patience)),
    ...boundedPool(patience),
    max: 10,
  });
  const client = new Client(session);
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [migrationLock]);
    await applyMigrations(
      wholeScripts(adapter, (script) => client.query(script)),
      async (sql) => (await client.query(sql)).rows,
    );
  } finally {
    // Ending the connection gives the lock back.
    await client.end();
  }
  const memory = createMemory();
  const changes = hearPostgres(session, memory);
  const gate = createGate();
  const prisma = new PrismaClient({
    adapter: gated(hearingOwn(adapter, changes.caughtUp), gate),
  });
  return {
    prisma,
    isShared: false,
    memory,
    openJobs: (report) => openJobs({ url, patience }, gate, report),
    openTurns: (report) => openTurns(url, report),
    async close() {
      await changes.close();
      await prisma.$disconnect();
    },
  };
}

async function openEmbedded(folder: string | 'memory', cluster?: Blob): Promise<OpenDatabase> {
  const { pglite, close } = await (folder === 'memory'
    ? openInMemory(cluster)
    : openInFolder(folder));
  try {
    const memory = createMemory();
    await hearPGlite(pglite, memory);
    const gate = createGate();
    const prisma = new PrismaClient({
      adapter: gated(new PrismaPGlite(pglite), gate),
      transactionOptions: patience,
    });
    return {
      prisma,
      isShared: true,
      memory,
      openJobs: (report) => openJobs({ pglite }, gate, report),
      openTurns: () => onlyProcess,
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
const patience = { maxWait: 30_000, timeout: 30_000 };

/**
 * Opens the store and brings its schema up to date.
 * @throws FolderInUse when another process has the folder, FolderUnusable when it is damaged; Error when the server cannot be reached, without its password
 */
export async function openDatabase(address: DatabaseAddress): Promise<OpenDatabase> {
  if ('folder' in address) return openEmbedded(address.folder, address.cluster);
  try {
    return await openPostgres(address.url, address.patience ?? usualPatience);
  } catch (error) {
    const { password, host } = new URL(address.url);
    const reason = error instanceof Error ? error.message || error.name : String(error);
    const clean = password === '' ? reason : reason.replaceAll(password, '<password>');
    throw new Error(`The database at ${host} cannot be opened: ${clean}`);
  }
}
