import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Logger } from 'pino';
import { backUpDatabase } from '../database/backup/backup.ts';
import { readBackupFile, removePartialBackups } from '../database/backup/backup-file.ts';
import type { OpenDatabase } from '../database/database.ts';
import type { LeaderLock } from '../database/locks/leader-lock.ts';

/** How it stands with the backups, for the page that shows whether all is well. */
export interface BackupHealth {
  ok: boolean;
  /** What is wrong, if something is, and since when, in milliseconds since the epoch. */
  reason?: string;
  since?: number;
  /** The day of the newest one, where there is one. */
  newest?: string;
}

export interface BackupSchedulerOptions {
  folder: string;
  /** How many of the newest ones stay. */
  keepCount: number;
  /** Whose days are counted. */
  zone: string;
  /** Writes a backup. @returns the number of its rows */
  write(file: string, now: Date, signal: AbortSignal): Promise<number>;
  /** Of several processes one makes backups. */
  leaderLock: LeaderLock;
  now(): number;
  log: Logger;
}

export interface BackupScheduler {
  start(): void;
  /** Gives up one that is being written. */
  stop(): Promise<void>;
  /** Makes the backup of today if it is due; `start` calls it every minute. */
  runIfDue(): Promise<void>;
  health(): BackupHealth;
}

/** The hour of the day from which on its backup is made. */
const backupHour = 3;
/** How often it is looked whether one is due, in milliseconds. */
const checkEveryMs = 60_000;
/** How many rounds pass after one that failed. */
const roundsAfterFailure = 10;
/** How many days the newest one may be old. */
const maxAgeDays = 2;

const fileNamePattern = /^callboard-(\d{4}-\d\d-\d\d)\.backup$/;
const fileNameOf = (day: string): string => `callboard-${day}.backup`;

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (!('code' in error)) return error.message;
  return error.code === 'ENOSPC' ? 'the disk is full' : String(error.code);
}

/**
 * One backup a day into a folder, the oldest taken out. Each is read back after it was written: one that cannot be read
 * is none.
 */
export function createBackupScheduler(parts: BackupSchedulerOptions): BackupScheduler {
  const { folder, keepCount, zone, write, leaderLock, now, log } = parts;
  const stopping = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let failure: { reason: string; since: number } | undefined;
  let newest: string | undefined;
  let roundsToSkip = 0;

  const localNow = () => Temporal.Instant.fromEpochMilliseconds(now()).toZonedDateTimeISO(zone);

  /** The days of which there are backups, the newest first. */
  async function listDays(): Promise<string[]> {
    const names = await readdir(folder);
    return names
      .flatMap((name) => fileNamePattern.exec(name)?.[1] ?? [])
      .sort()
      .reverse();
  }

  async function createAndVerify(day: string): Promise<void> {
    const file = path.join(folder, fileNameOf(day));
    const rows = await write(file, new Date(now()), stopping.signal);
    try {
      const { rows: read } = await readBackupFile(file);
      if (read !== rows) throw new Error(`${read} of ${rows} rows can be read`);
    } catch (error) {
      await rm(file, { force: true });
      throw error;
    }
    log.info({ file, rows }, 'a backup was made and read back');
    for (const old of (await listDays()).slice(keepCount))
      await rm(path.join(folder, fileNameOf(old)), { force: true });
  }

  async function backUpIfDue(): Promise<void> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const here = localNow();
    const today = here.toPlainDate().toString();
    [newest] = await listDays();
    const isDue = newest === undefined || (newest !== today && here.hour >= backupHour);
    if (!isDue) return;
    await removePartialBackups(folder);
    await createAndVerify(today);
    newest = today;
  }

  async function runIfDue(): Promise<void> {
    if (running) return running;
    if (!leaderLock.isLeader()) return;
    if (roundsToSkip > 0) {
      roundsToSkip -= 1;
      return;
    }
    running = backUpIfDue()
      .then(() => {
        failure = undefined;
      })
      .catch((error: unknown) => {
        if (stopping.signal.aborted) return;
        failure = { reason: reasonOf(error), since: failure?.since ?? now() };
        roundsToSkip = roundsAfterFailure;
        log.error({ err: error }, 'the backup failed');
      })
      .finally(() => {
        running = undefined;
      });
    return running;
  }

  return {
    start() {
      timer = setInterval(() => void runIfDue(), checkEveryMs).unref();
      void runIfDue();
    },
    async stop() {
      clearInterval(timer);
      stopping.abort();
      await running;
      await leaderLock.release();
    },
    runIfDue,
    health() {
      const known = newest === undefined ? {} : { newest };
      if (failure !== undefined)
        return {
          ok: false,
          reason: `the last backup failed: ${failure.reason}`,
          since: failure.since,
          ...known,
        };
      if (!leaderLock.isLeader() || newest === undefined) return { ok: true, ...known };
      const day = Temporal.PlainDate.from(newest);
      const age = day.until(localNow().toPlainDate()).days;
      if (age <= maxAgeDays) return { ok: true, ...known };
      const since = day.add({ days: maxAgeDays + 1 }).toZonedDateTime(zone).epochMilliseconds;
      return { ok: false, reason: `the newest backup is ${age} days old`, since, ...known };
    },
  };
}

/** How work that fails is told of. */
interface FailingBackup {
  worker: string;
  since: number;
  reason: string;
}

/** The backups that the settings ask for, if they do. */
export function scheduledBackups(
  settings: { BACKUP_DIR?: string | undefined; BACKUP_KEEP: number; TIME_ZONE: string },
  { database, now, log }: Pick<BackupSchedulerOptions, 'now' | 'log'> & { database: OpenDatabase },
): (Pick<BackupScheduler, 'start' | 'stop'> & { failing(): FailingBackup[] }) | undefined {
  if (settings.BACKUP_DIR === undefined) return undefined;
  const turns = database.openLeaderLocks((error) => log.warn({ err: error }, 'no turn to back up'));
  const backups = createBackupScheduler({
    folder: path.resolve(settings.BACKUP_DIR),
    keepCount: settings.BACKUP_KEEP,
    zone: settings.TIME_ZONE,
    write: (file, moment, signal) =>
      backUpDatabase(database.prisma, file, moment, {
        sharesConnection: database.sharesConnection,
        signal,
      }),
    leaderLock: turns.acquire('backup'),
    now,
    log,
  });
  return {
    start: backups.start,
    failing() {
      const { ok, reason = '', since = now() } = backups.health();
      return ok ? [] : [{ worker: 'backups', since, reason }];
    },
    async stop() {
      await backups.stop();
      await turns.close();
    },
  };
}
