import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, open, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { openJobQueue } from '../job-queue.ts';
import { applyMigrations, withWholeScripts } from '../migrations/migrations.ts';
import { createStartupBarrier } from '../startup-barrier.ts';
import { openPGlite } from './pglite.ts';

/** Applies the migrations of an embedded cluster and of the job queue's schema. */
export async function migrateCluster(pglite: PGlite): Promise<void> {
  await applyMigrations(
    withWholeScripts(new PrismaPGlite(pglite), (script) => pglite.exec(script)),
    async (sql) => (await pglite.query<Record<string, unknown>>(sql)).rows,
  );
  const jobs = openJobQueue({ pglite }, createStartupBarrier(), (error) =>
    console.error(error.message),
  );
  await jobs.start();
  await jobs.stop();
}

/** Creates the embedded cluster in a folder, or migrates the existing one. */
async function createOrMigrateCluster(folder: string): Promise<void> {
  const pglite = await openPGlite(folder);
  try {
    await migrateCluster(pglite);
  } finally {
    await pglite.close();
  }
}

/**
 * Runs `createOrMigrateCluster` in a child process: it takes several hundred megabytes, which a long-lived process
 * would never release. The child exits when its parent does.
 * @throws with the child's output
 */
function createOrMigrateInChild(folder: string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', import.meta.filename, folder],
    { stdio: ['pipe', 'ignore', 'pipe'] },
  );
  let output = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  child.once('error', reject);
  child.once('exit', (code) => {
    if (code === 0) resolve();
    else reject(new Error(`The database in ${folder} could not be set up. ${output.trim()}`));
  });
  return promise;
}

/** Whether a complete cluster exists: only complete ones are renamed to this path. */
export const clusterExists = (folder: string): boolean =>
  existsSync(path.join(folder, 'PG_VERSION'));

/** Paths of a cluster that is being set up, and of the previous cluster while it is replaced. */
const partialPrefix = (folder: string): string => `${folder}.new-`;
const replacedPath = (folder: string): string => `${folder}.old`;

/** Syncs everything under a path to disk: PGlite creates clusters without syncing. */
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
 * Cleans up after a process that was killed while it set up the cluster.
 * @returns whether a cluster exists
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
 * Creates the cluster, or migrates a copy of the existing one, and then moves it into place.
 * An interrupted or failed run leaves the existing cluster unchanged.
 * @param check throws when this process no longer holds the folder
 * @throws with the output of the child process
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
