import { isDiskFull } from './describe-failure.ts';

/** Four segments of the embedded database's write-ahead log. */
const minFreeBytes = 64 * 1024 * 1024;

/** As `fs.statfs` returns it. */
export interface DiskSpace {
  bavail: number;
  bsize: number;
  files: number;
  ffree: number;
}

export interface DiskMonitorOptions {
  /** Only for the embedded database. */
  statDisk?(): Promise<DiskSpace>;
  /** Inserts and deletes a row. */
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
  /** Takes any error; those about a full disk count. */
  recordError(error: unknown): void;
  /** The current problem. After a write failed for lack of space, another one is tried in the background. */
  check(): Promise<DiskProblem | undefined>;
}

const toMebibytes = (bytes: number): number => Math.floor(bytes / (1024 * 1024));

/** Watches disk space, by the file system's figures and by failed writes. */
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

  /** One at a time: they would pile up while the database does not answer. */
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
