import { randomUUID } from 'node:crypto';
import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { isOwnSystems, lockFile } from './system-lock.ts';

const ownerSchema = z.object({
  token: z.string(),
  pid: z.number(),
  host: z.string(),
  platform: z.string(),
  /** Counts up while the owner lives. */
  beat: z.number(),
});
type Owner = z.infer<typeof ownerSchema>;

/** Another process works on the same folder. */
export class FolderInUse extends Error {
  override name = 'FolderInUse';
  constructor(folder: string, owner: Owner | undefined) {
    const who = owner ? `process ${owner.pid} on ${owner.host}` : 'another process';
    super(
      `Another Callboard (${who}) is using the database in ${folder}. Stop it first, or set DATA_DIR to another folder. To run several processes on one database, set DATABASE_URL to a PostgreSQL server.`,
    );
  }
}

/** The folder is this process's no more: nothing may be written to it. */
export class FolderLost extends Error {
  override name = 'FolderLost';
  constructor(folder: string) {
    super(
      `The database in ${folder} is locked by another Callboard now, or its files were removed. This one stops without writing anything more.`,
    );
  }
}

/** How often an owner says that it lives, and how long it is watched before it counts as dead; in milliseconds. */
const usualPace = { beat: 2_000, watch: 10_000 } as const;

export interface LockOptions {
  /** Called once when the folder is lost. */
  lost?(error: FolderLost): void;
  pace?: { beat: number; watch: number };
  system?: { lockFile: typeof lockFile; isOwnSystems: typeof isOwnSystems };
}

export interface FolderLock {
  /**
   * Makes sure that the folder is still this process's where it may have slept meanwhile. It costs nothing otherwise.
   * @throws FolderLost
   */
  check(): void;
  unlock(): void;
}

function ownerOf(file: string): Owner | undefined {
  try {
    return ownerSchema.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data;
  } catch {
    return undefined;
  }
}

/** Whoever reads meanwhile finds the file as it was or as it is, never half of it. */
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
 * Takes a folder for this process. The operating system holds the lock and takes it back when the process ends,
 * however that happens; it holds between containers too, whose process ids mean nothing to each other. Where its locks
 * may not reach everybody, the owner counts up in a file besides, and whoever finds that file watches it for a while.
 * No clocks are compared.
 * @throws FolderInUse
 */
export async function lockFolder(folder: string, options: LockOptions = {}): Promise<FolderLock> {
  const { beat, watch } = options.pace ?? usualPace;
  const system = options.system ?? { lockFile, isOwnSystems };
  const file = `${folder}.lock`;
  const guard = `${folder}.guard`;
  const lock = system.lockFile(guard);
  if (!lock) throw new FolderInUse(folder, ownerOf(file));
  const release = () => {
    if (lock !== 'unknown') lock.release();
  };
  const before = ownerOf(file);
  const isAlone = lock !== 'unknown' && system.isOwnSystems(path.dirname(folder), before);
  const mine: Owner = {
    token: randomUUID(),
    pid: process.pid,
    host: hostname(),
    platform: process.platform,
    beat: 0,
  };
  try {
    for (let watched = 0; before && !isAlone && watched < watch; watched += beat) {
      await sleep(beat);
      const now = ownerOf(file);
      if (now?.token !== before.token || now.beat !== before.beat)
        throw new FolderInUse(folder, now ?? before);
    }
    write(file, mine);
    // Others may have written at the same moment: whoever did so last has it.
    if (!isAlone) await sleep(beat);
    const now = ownerOf(file);
    if (now?.token !== mine.token) throw new FolderInUse(folder, now);
  } catch (error) {
    release();
    throw error;
  }

  const inode = inodeOf(guard);
  let isLost = false;
  let seen = { steady: performance.now(), wall: Date.now() };
  function lose(): FolderLost {
    const error = new FolderLost(folder);
    clearInterval(beating);
    const wasLost = isLost;
    isLost = true;
    if (!wasLost) options.lost?.(error);
    return error;
  }
  /** Where a disk is shared, one file has different numbers at different times. */
  const isThere = () => !isAlone || inodeOf(guard) === inode;
  function look(): void {
    if (isLost || !isThere() || ownerOf(file)?.token !== mine.token) throw lose();
    seen = { steady: performance.now(), wall: Date.now() };
  }
  const beating = setInterval(() => {
    try {
      look();
    } catch {
      return;
    }
    if (isAlone && process.platform === 'linux') return;
    mine.beat += 1;
    try {
      write(file, mine);
    } catch {
      // A disk that is full for a while: should somebody take the folder for that, the next look finds out.
    }
  }, beat).unref();

  return {
    check() {
      if (isLost) throw lose();
      // A process that was stopped or frozen comes back with a jump of one clock or the other.
      const late = 2 * beat;
      const passed = performance.now() - seen.steady;
      if (passed > late || Math.abs(Date.now() - seen.wall - passed) > late) look();
    },
    unlock() {
      clearInterval(beating);
      if (ownerOf(file)?.token === mine.token) rmSync(file, { force: true });
      release();
    },
  };
}
