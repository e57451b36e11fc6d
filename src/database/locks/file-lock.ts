import { statfsSync } from 'node:fs';
import { hostname } from 'node:os';
import { DatabaseSync } from 'node:sqlite';

/** An operating system lock, released when the process ends, however it ends. */
export interface FileLock {
  release(): void;
}

/** SQLite's error codes: the lock is held elsewhere; the file system does not support locks. */
const busy = 5;
const inputOutput = 10;

const numberOf = (error: unknown): unknown =>
  error instanceof Error && 'errcode' in error ? error.errcode : undefined;

/**
 * Node has no file locks; SQLite's work across containers and on Linux, macOS and Windows. The file stays empty and
 * is never deleted: a process that waited for it would then lock a file that no longer exists.
 * @returns `undefined` when another process holds the lock; `unknown` when the file system does not support locks
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
 * File systems of Linux that only one kernel accesses, by magic number: ext, XFS, Btrfs, F2FS, ZFS, bcachefs, tmpfs
 * and overlayfs.
 */
const localFileSystems: readonly number[] = [
  0xef53, 0x58465342, 0x9123683e, 0xf2f52010, 0x2fc12fc1, 0xca451a4e, 0x01021994, 0x794c7630,
];

/**
 * Whether every process that can access a folder uses the same kernel for its locks. False when machines share the
 * folder, or when a machine shares it with the virtual machine that runs its containers.
 */
export function isMachineLocal(
  folder: string,
  owner: { platform: string; host: string } | undefined,
): boolean {
  if (owner !== undefined && owner.platform !== process.platform) return false;
  if (process.platform !== 'linux') return owner === undefined || owner.host === hostname();
  return localFileSystems.includes(statfsSync(folder).type);
}
