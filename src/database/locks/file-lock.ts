import { statfsSync } from 'node:fs';
import { hostname } from 'node:os';
import { DatabaseSync } from 'node:sqlite';

/** A lock of the operating system, which it takes back when the process ends, however that happens. */
export interface FileLock {
  release(): void;
}

/** SQLite's numbers for a lock that another has, and for a file system that knows no locks. */
const busy = 5;
const inputOutput = 10;

const numberOf = (error: unknown): unknown =>
  error instanceof Error && 'errcode' in error ? error.errcode : undefined;

/**
 * Node has no locks of its own; SQLite locks its files in a way that holds between containers, and on Linux, macOS
 * and Windows alike. Nothing is written to the file, which is never removed: whoever waited for it would lock a file
 * that is no longer there.
 * @returns nothing where another process has it; `unknown` where the file system has no locks
 */
export function acquireFileLock(file: string): FileLock | 'unknown' | undefined {
  const database = new DatabaseSync(file);
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    return { release: () => database.close() };
  } catch (error) {
    database.close();
    const number = numberOf(error);
    if (number === busy) return undefined;
    if (typeof number === 'number' && (number & 0xff) === inputOutput) return 'unknown';
    throw error;
  }
}

/**
 * Linux's file systems that one kernel has for itself, by their numbers: ext, XFS, Btrfs, F2FS, ZFS, bcachefs, tmpfs
 * and the overlays of containers.
 */
const localFileSystems: readonly number[] = [
  0xef53, 0x58465342, 0x9123683e, 0xf2f52010, 0x2fc12fc1, 0xca451a4e, 0x01021994, 0x794c7630,
];

/**
 * Whether every process that could have a folder asks the same system for its locks. It is not so where machines
 * share a folder, or a machine shares one with the virtual machine in which its containers run.
 */
export function isMachineLocal(
  folder: string,
  owner: { platform: string; host: string } | undefined,
): boolean {
  if (owner !== undefined && owner.platform !== process.platform) return false;
  if (process.platform !== 'linux') return owner === undefined || owner.host === hostname();
  return localFileSystems.includes(statfsSync(folder).type);
}
