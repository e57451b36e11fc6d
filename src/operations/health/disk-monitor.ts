import { isDiskFull } from './describe-failure.ts';

/** Least free space of the embedded store's disk, in bytes: four segments of its write-ahead log. */
const minFreeBytes = 64 * 1024 * 1024;

/** What a file system says of itself, as `fs.statfs` does. */
export interface DiskSpace {
  bavail: number;
  bsize: number;
  files: number;
  ffree: number;
}

export interface DiskMonitorOptions {
  /** The embedded store's disk; without it the store is elsewhere. */
  statDisk?(): Promise<DiskSpace>;
  /** Writes something to the store and takes it away again. */
  tryWrite(): Promise<unknown>;
  describe(error: unknown): string;
  /** Milliseconds since the epoch. */
  now(): number;
}

export interface DiskProblem {
  since: number;
  reason: string;
}

export interface DiskMonitor {
  /** Anything that failed anywhere: whether it was for want of space is seen here. */
  recordError(error: unknown): void;
  /** What is wrong with the disk now. After a write has failed for want of space it is asked whether one succeeds again. */
  check(): Promise<DiskProblem | undefined>;
}

const toMebibytes = (bytes: number): number => Math.floor(bytes / (1024 * 1024));

/** Knows whether there is room: by what the file system says, and by what has failed. */
export function createDiskMonitor({
  statDisk,
  tryWrite,
  describe,
  now,
}: DiskMonitorOptions): DiskMonitor {
  let full: DiskProblem | undefined;
  let scarceSince: number | undefined;
  let isWriting = false;

  async function spaceProblem(): Promise<string | undefined> {
    const found = await statDisk?.().catch(() => undefined);
    if (!found) return undefined;
    const free = found.bavail * found.bsize;
    if (free < minFreeBytes) return `${toMebibytes(free)} MiB are free where DATA_DIR is`;
    if (found.files > 0 && found.ffree === 0) return 'no file more can be made where DATA_DIR is';
    return undefined;
  }

  /** One at a time: a store that does not answer shall not collect them. */
  async function retryWrite(): Promise<void> {
    if (isWriting) return;
    isWriting = true;
    await tryWrite().then(
      () => {
        full = undefined;
      },
      () => undefined,
    );
    isWriting = false;
  }

  return {
    recordError(error) {
      if (!isDiskFull(error)) return;
      full = { since: full?.since ?? now(), reason: describe(error) };
    },
    async check() {
      if (full) void retryWrite();
      const reason = await spaceProblem();
      if (reason === undefined) scarceSince = undefined;
      else scarceSince ??= now();
      if (full) return full;
      return reason === undefined || scarceSince === undefined
        ? undefined
        : { since: scarceSince, reason };
    },
  };
}
