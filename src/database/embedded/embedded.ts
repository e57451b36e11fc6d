import { chmod, mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { type DataDirLock, lockDataDir } from '../locks/data-dir-lock.ts';
import {
  applyMigrations,
  hasPendingMigrations,
  withWholeScripts,
} from '../migrations/migrations.ts';
import { checkCluster, explainEngineError, explainFolderError } from './cluster-check.ts';
import { recoverInterruptedSetup, setUpCluster } from './cluster-setup.ts';
import { openPGlite } from './pglite.ts';

/** The embedded database, opened by this process exclusively. */
export interface EmbeddedDatabase {
  pglite: PGlite;
  close(): Promise<void>;
}

const queryRows = (pglite: PGlite) => async (sql: string) =>
  (await pglite.query<Record<string, unknown>>(sql)).rows;

/** Opens an in-memory database, optionally from a dump, and applies every migration. */
export async function openInMemory(initialDump: Blob | undefined): Promise<EmbeddedDatabase> {
  const pglite = await openPGlite('memory', { initialDump });
  await applyMigrations(
    withWholeScripts(new PrismaPGlite(pglite), (script) => pglite.exec(script)),
    queryRows(pglite),
  );
  return { pglite, close: () => pglite.close() };
}

/** Opens the cluster in a folder and applies every migration. */
async function openMigratedCluster(
  folder: string,
  { assertHeld: assertWritable }: DataDirLock,
): Promise<PGlite> {
  const open = () =>
    openPGlite(folder, { assertWritable }).catch((error: unknown) => {
      throw explainEngineError(folder, error);
    });
  checkCluster(folder);
  if (!(await recoverInterruptedSetup(folder))) await setUpCluster(folder, assertWritable);
  // PGlite creates world-readable files, and these hold personal data.
  await chmod(folder, 0o700).catch(() => undefined);
  const pglite = await open();
  const isOld = await hasPendingMigrations(queryRows(pglite)).catch((error: unknown) => {
    throw explainEngineError(folder, error);
  });
  if (!isOld) return pglite;
  await pglite.close();
  await setUpCluster(folder, assertWritable);
  return open();
}

/** Ends the process after another one took the folder: anything it still wrote would be lost. */
function exitOnLostLock(error: Error): void {
  console.error(error.message);
  process.exit(1);
}

/**
 * Opens the embedded database in a folder and applies every migration.
 * @throws DataDirInUse, DataDirUnusable
 */
export async function openInFolder(folder: string): Promise<EmbeddedDatabase> {
  try {
    await mkdir(path.dirname(folder), { recursive: true });
    const lock = await lockDataDir(folder, { onLost: exitOnLostLock });
    try {
      const pglite = await openMigratedCluster(folder, lock);
      return {
        pglite,
        async close() {
          await pglite.close();
          lock.release();
        },
      };
    } catch (error) {
      lock.release();
      throw error;
    }
  } catch (error) {
    throw explainFolderError(folder, error);
  }
}
