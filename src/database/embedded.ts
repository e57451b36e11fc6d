import { chmod, mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { checkFolder, explained, explainedEngine } from './damage.ts';
import { type FolderLock, lockFolder } from './lock.ts';
import { applyMigrations, isBehind } from './migrations.ts';
import { openPGlite } from './pglite.ts';
import { prepareElsewhere, tidyCluster } from './prepare.ts';

/** The embedded database, open for this process alone. */
export interface Embedded {
  pglite: PGlite;
  close(): Promise<void>;
}

const ask = (pglite: PGlite) => async (sql: string) =>
  (await pglite.query<Record<string, unknown>>(sql)).rows;

/** The embedded database in memory, with every migration; it may begin as a dump of another. */
export async function openInMemory(cluster: Blob | undefined): Promise<Embedded> {
  const pglite = await openPGlite('memory', { cluster });
  await applyMigrations(new PrismaPGlite(pglite), ask(pglite));
  return { pglite, close: () => pglite.close() };
}

/** The cluster in a folder, with every migration. */
async function openPrepared(folder: string, { check }: FolderLock): Promise<PGlite> {
  const open = () =>
    openPGlite(folder, { check }).catch((error: unknown) => {
      throw explainedEngine(folder, error);
    });
  checkFolder(folder);
  if (!(await tidyCluster(folder))) await prepareElsewhere(folder, check);
  // What is in it is people's; PGlite makes files that everybody may read.
  await chmod(folder, 0o700).catch(() => undefined);
  const pglite = await open();
  const isOld = await isBehind(ask(pglite)).catch((error: unknown) => {
    throw explainedEngine(folder, error);
  });
  if (!isOld) return pglite;
  await pglite.close();
  await prepareElsewhere(folder, check);
  return open();
}

/** What becomes of a process that lost its folder to another: whatever it still wrote would be lost. */
function giveUp(error: Error): void {
  console.error(error.message);
  process.exit(1);
}

/**
 * The embedded database in a folder, with every migration.
 * @throws FolderInUse, FolderUnusable
 */
export async function openInFolder(folder: string): Promise<Embedded> {
  try {
    await mkdir(path.dirname(folder), { recursive: true });
    const lock = await lockFolder(folder, { lost: giveUp });
    try {
      const pglite = await openPrepared(folder, lock);
      return {
        pglite,
        async close() {
          await pglite.close();
          lock.unlock();
        },
      };
    } catch (error) {
      lock.unlock();
      throw error;
    }
  } catch (error) {
    throw explained(folder, error);
  }
}
