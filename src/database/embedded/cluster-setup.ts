import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, open, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { openJobQueue } from '../job-queue.ts';
import { applyMigrations } from '../migrations/migrations.ts';
import { createStartupBarrier } from '../startup-barrier.ts';
import { openPGlite } from './pglite.ts';

/** Brings an embedded cluster's schema up to date, the job queue's too. */
export async function migrateCluster(pglite: PGlite): Promise<void> {
  await applyMigrations(
    new PrismaPGlite(pglite),
    async (sql) => (await pglite.query<Record<string, unknown>>(sql)).rows,
  );
  const jobs = openJobQueue({ pglite }, createStartupBarrier(), (error) =>
    console.error(error.message),
  );
  await jobs.start();
  await jobs.stop();
}

/** Makes the embedded cluster in a folder, or brings the one that is there up to date. */
async function createOrMigrateCluster(folder: string): Promise<void> {
  const pglite = await openPGlite(folder);
  try {
    await migrateCluster(pglite);
  } finally {
    await pglite.close();
  }
}

/**
 * The same in a process of its own: making a cluster and running the schema engine take several hundred
 * megabytes, which a process that stays would never give back. It ends when the one that began it does.
 * @throws with what that process said
 */
function createOrMigrateInChild(folder: string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', import.meta.filename, folder],
    { stdio: ['pipe', 'ignore', 'pipe'] },
  );
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  child.once('error', reject);
  child.once('exit', (code) => {
    if (code === 0) resolve();
    else reject(new Error(`The database in ${folder} could not be prepared. ${said.trim()}`));
  });
  return promise;
}

/** Whether a whole cluster is there: nothing else ever gets this name. */
export const clusterExists = (folder: string): boolean =>
  existsSync(path.join(folder, 'PG_VERSION'));

/** What the work of a killed process is called, and what the cluster was called before it was replaced. */
const partialPrefix = (folder: string): string => `${folder}.new-`;
const replacedPath = (folder: string): string => `${folder}.old`;

/** Puts everything under a path on the disk: PGlite makes a cluster without syncing it. */
async function syncTree(place: string): Promise<void> {
  for (const entry of await readdir(place, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) await syncPath(path.join(entry.parentPath, entry.name));
  }
}

async function syncPath(place: string): Promise<void> {
  const handle = await open(place, 'r');
  await handle.sync().finally(() => handle.close());
}

/**
 * Takes up after a process that was killed while it prepared the cluster.
 * @returns whether there is a cluster
 */
export async function recoverInterruptedSetup(folder: string): Promise<boolean> {
  const place = path.dirname(folder);
  const begin = path.basename(partialPrefix(folder));
  for (const name of await readdir(place)) {
    if (name.startsWith(begin)) await rm(path.join(place, name), { recursive: true, force: true });
  }
  if (!clusterExists(folder) && clusterExists(replacedPath(folder)))
    await rename(replacedPath(folder), folder);
  await rm(replacedPath(folder), { recursive: true, force: true });
  return clusterExists(folder);
}

/**
 * Makes the cluster, or brings a copy of the one that is there up to date, and only then puts it in its place:
 * whenever this is cut off or fails, what was there before is there still.
 * @param check throws where the folder is this process's no more
 * @throws with what the process said that does it
 */
export async function setUpCluster(folder: string, check: () => void = () => {}): Promise<void> {
  const next = `${partialPrefix(folder)}${process.pid}`;
  const isThere = clusterExists(folder);
  try {
    if (isThere) await cp(folder, next, { recursive: true });
    await createOrMigrateInChild(next);
    await syncTree(next);
    check();
  } catch (error) {
    await rm(next, { recursive: true, force: true });
    throw error;
  }
  if (isThere) await rename(folder, replacedPath(folder));
  await rename(next, folder);
  await rm(replacedPath(folder), { recursive: true, force: true });
}

if (import.meta.main) {
  process.stdin.on('end', () => process.exit(1)).resume();
  await createOrMigrateCluster(process.argv[2] ?? '').then(
    () => process.exit(0),
    (error: unknown) => {
      console.error(error instanceof Error ? error.message : error);
      process.exit(1);
    },
  );
}
