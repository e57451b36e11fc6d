import { randomUUID } from 'node:crypto';
import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { isMachineLocal as isLocal, acquireFileLock as tryLock } from './file-lock.ts';

const ownerSchema = z.object({
  token: z.string(),
  pid: z.number(),
  host: z.string(),
  platform: z.string(),
  /** Incremented while the owner is alive. */
  beat: z.number(),
});
type Owner = z.infer<typeof ownerSchema>;

/** Another process uses the same folder. */
export class DataDirInUse extends Error {
  override name = 'DataDirInUse';
  constructor(folder: string, owner: Owner | undefined) {
    const who = owner ? `process ${owner.pid} on ${owner.host}` : 'another process';
    super(
      `Another Callboard (${who}) is using the database in ${folder}. Stop it first, or set DATA_DIR to another folder. To run several processes on one database, set DATABASE_URL to a PostgreSQL server.`,
    );
  }
}

/** This process lost the folder to another one: nothing may be written to it. */
export class DataDirLockLost extends Error {
  override name = 'DataDirLockLost';
  constructor(folder: string) {
    super(
      `The database in ${folder} is locked by another Callboard now, or its files were removed. This one stops without writing anything more.`,
    );
  }
}

/** How often an owner writes its heartbeat, and how long without one until it counts as dead; in milliseconds. */
const defaultIntervals = { heartbeat: 2_000, watch: 10_000 } as const;

export interface DataDirLockOptions {
  /** Called once when the lock is lost. */
  onLost?(error: DataDirLockLost): void;
  intervals?: { heartbeat: number; watch: number };
  fileLocks?: { tryLock: typeof tryLock; isLocal: typeof isLocal };
}

export interface DataDirLock {
  /**
   * Checks that this process still holds the lock when it may have been suspended in the meantime; free otherwise.
   * @throws DataDirLockLost
   */
  assertHeld(): void;
  release(): void;
}

function ownerOf(file: string): Owner | undefined {
  try {
    return ownerSchema.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data;
  } catch {
    return undefined;
  }
}

/** Replaces the file atomically: readers never see a partial write. */
function write(file: string, owner: Owner): void {
  const next = `${file}.${owner.token}`;
  try {
    writeFileSync(next, JSON.stringify(owner));
    renameSync(next, file);
  } catch (error) {
    rmSync(next, { force: true });
    throw error;
  }
}

const inodeOf = (file: string): number | undefined =>
  statSync(file, { throwIfNoEntry: false })?.ino;

/**
 * Locks a folder for this process. The operating system holds the lock and releases it when the process ends, however
 * it ends; it also works across containers, where process ids do not. When its locks may not reach every machine that
 * shares the folder, the owner also writes a heartbeat counter to a file, which other processes watch for a while
 * before they take over. No clocks are compared.
 * @throws DataDirInUse
 */
export async function lockDataDir(
  folder: string,
  options: DataDirLockOptions = {},
): Promise<DataDirLock> {
  const { heartbeat, watch } = options.intervals ?? defaultIntervals;
  const system = options.fileLocks ?? { tryLock, isLocal };
  const file = `${folder}.lock`;
  const guard = `${folder}.guard`;
  const lock = system.tryLock(guard);
  if (!lock) throw new DataDirInUse(folder, ownerOf(file));
  const release = () => {
    if (lock !== 'unknown') lock.release();
  };
  const before = ownerOf(file);
  const isAlone = lock !== 'unknown' && system.isLocal(path.dirname(folder), before);
  const self: Owner = {
    token: randomUUID(),
    pid: process.pid,
    host: hostname(),
    platform: process.platform,
    beat: 0,
  };
  try {
    for (let watched = 0; before && !isAlone && watched < watch; watched += heartbeat) {
      await sleep(heartbeat);
      const now = ownerOf(file);
      if (now?.token !== before.token || now.beat !== before.beat)
        throw new DataDirInUse(folder, now ?? before);
    }
    write(file, self);
    // Several processes may have written at once: the last write wins.
    if (!isAlone) await sleep(heartbeat);
    const now = ownerOf(file);
    if (now?.token !== self.token) throw new DataDirInUse(folder, now);
  } catch (error) {
    release();
    throw error;
  }

  const inode = inodeOf(guard);
  let isLost = false;
  let seen = { steady: performance.now(), wall: Date.now() };
  function markLost(): DataDirLockLost {
    const error = new DataDirLockLost(folder);
    clearInterval(heartbeatTimer);
    const wasLost = isLost;
    isLost = true;
    if (!wasLost) options.onLost?.(error);
    return error;
  }
  /** On a shared disk, inode numbers of one file can change. */
  const isGuardUnchanged = () => !isAlone || inodeOf(guard) === inode;
  function verify(): void {
    if (isLost || !isGuardUnchanged() || ownerOf(file)?.token !== self.token) throw markLost();
    seen = { steady: performance.now(), wall: Date.now() };
  }
  const heartbeatTimer = setInterval(() => {
    try {
      verify();
    } catch {
      return;
    }
    if (isAlone && process.platform === 'linux') return;
    self.beat += 1;
    try {
      write(file, self);
    } catch {
      // The disk may be full for a while. If another process takes the folder meanwhile, the next check notices.
    }
  }, heartbeat).unref();

  return {
    assertHeld() {
      if (isLost) throw markLost();
      // After a suspended process resumes, one of the two clocks has jumped.
      const late = 2 * heartbeat;
      const passed = performance.now() - seen.steady;
      if (passed > late || Math.abs(Date.now() - seen.wall - passed) > late) verify();
    },
    release() {
      clearInterval(heartbeatTimer);
      if (ownerOf(file)?.token === self.token) rmSync(file, { force: true });
      release();
    },
  };
}
