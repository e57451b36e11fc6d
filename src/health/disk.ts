import { isDiskFull } from './reason.ts';

/** Least free space of the embedded store's disk, in bytes: four segments of its write-ahead log. */
const leastFree = 64 * 1024 * 1024;

/** What a file system says of itself, as `fs.statfs` does. */
export interface DiskSpace {
  bavail: number;
  bsize: number;
  files: number;
  ffree: number;
}

export interface DiskParts {
  /** The embedded store's disk; without it the store is elsewhere. */
  space?(): Promise<DiskSpace>;
  /** Writes something to the store and takes it away again. */
  write(): Promise<unknown>;
  reasonOf(error: unknown): string;
  /** Milliseconds since the epoch. */
  now(): number;
}

export interface DiskProblem {
  since: number;
  reason: string;
}

export interface DiskWatch {
  /** Anything that failed anywhere: whether it was for want of space is seen here. */
  failed(error: unknown): void;
  /** What is wrong with the disk now. After a write has failed for want of space it is asked whether one succeeds again. */
  look(): Promise<DiskProblem | undefined>;
}

const mebibytes = (bytes: number): number => Math.floor(bytes / (1024 * 1024));

/** Knows whether there is room: by what the file system says, and by what has failed. */
export function createDiskWatch({ space, write, reasonOf, now }: DiskParts): DiskWatch {
  let full: DiskProblem | undefined;
  let scarceSince: number | undefined;
  let isWriting = false;

  async function scarcity(): Promise<string | undefined> {
    const found = await space?.().catch(() => undefined);
    if (!found) return undefined;
    const free = found.bavail * found.bsize;
    if (free < leastFree) return `${mebibytes(free)} MiB are free where DATA_DIR is`;
    if (found.files > 0 && found.ffree === 0) return 'no file more can be made where DATA_DIR is';
    return undefined;
  }

  /** One at a time: a store that does not answer shall not collect them. */
  async function tryToWrite(): Promise<void> {
    if (isWriting) return;
    isWriting = true;
    await write().then(
      () => {
        full = undefined;
      },
      () => undefined,
    );
    isWriting = false;
  }

  return {
    failed(error) {
      if (!isDiskFull(error)) return;
      full = { since: full?.since ?? now(), reason: reasonOf(error) };
    },
    async look() {
      if (full) void tryToWrite();
      const reason = await scarcity();
      if (reason === undefined) scarceSince = undefined;
      else scarceSince ??= now();
      if (full) return full;
      return reason === undefined || scarceSince === undefined
        ? undefined
        : { since: scarceSince, reason };
    },
  };
}
