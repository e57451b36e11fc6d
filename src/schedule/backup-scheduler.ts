import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Logger } from 'pino';
import { backUpDatabase } from '../database/backup/backup.ts';
import { readBackupFile, removePartialBackups } from '../database/backup/backup-file.ts';
import type { OpenDatabase } from '../database/database.ts';
import type { LeaderLock } from '../database/locks/leader-lock.ts';

export interface BackupHealth {
  ok: boolean;
  /** What is wrong, if something is. */
  reason?: string;
  /** Milliseconds since the epoch. */
  since?: number;
  /** The day of the newest backup, as an ISO date. */
  newest?: string;
}

export interface BackupSchedulerOptions {
  folder: string;
  /** Number of backups to retain. */
  keepCount: number;
  /** IANA zone of the days. */
  zone: string;
  /** Writes a backup. @returns the number of its rows */
  write(file: string, now: Date, signal: AbortSignal): Promise<number>;
  /** Held by the process that makes the backups. */
  leaderLock: LeaderLock;
  now(): number;
  log: Logger;
}

export interface BackupScheduler {
  start(): void;
  /** Aborts a backup in progress. */
  stop(): Promise<void>;
  /** Makes today's backup if it is due; `start` calls it every minute. */
  runIfDue(): Promise<void>;
  health(): BackupHealth;
}

/** Hour of the day from which the day's backup is due. */
const backupHour = 3;
const checkEveryMs = 60_000;
/** Checks that are skipped after a failure. */
const checksAfterFailure = 10;
/** Age of the newest backup in days above which health is bad. */
const maxAgeDays = 2;

const fileNamePattern = /^callboard-(\d{4}-\d\d-\d\d)\.backup$/;
const fileNameOf = (day: string): string => `callboard-${day}.backup`;

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (!('code' in error)) return error.message;
  return error.code === 'ENOSPC' ? 'the disk is full' : String(error.code);
}

/**
 * Makes one backup a day in a folder and deletes the oldest. Each is read back after it was written.
 */
export function createBackupScheduler(parts: BackupSchedulerOptions): BackupScheduler {
  const { folder, keepCount, zone, write, leaderLock, now, log } = parts;
  const stopping = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let failure: { reason: string; since: number } | undefined;
  let newest: string | undefined;
  let checksToSkip = 0;

  const localNow = () => Temporal.Instant.fromEpochMilliseconds(now()).toZonedDateTimeISO(zone);

  /** The days of the backups, the newest first. */
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
    log.info({ event: 'backup.created', file, rows }, 'backup created and verified');
    for (const old of (await listDays()).slice(keepCount))
      await rm(path.join(folder, fileNameOf(old)), { force: true });
  }

  async function backUpIfDue(): Promise<void> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const local = localNow();
    const today = local.toPlainDate().toString();
    [newest] = await listDays();
    const isDue = newest === undefined || (newest !== today && local.hour >= backupHour);
    if (!isDue) return;
    await removePartialBackups(folder);
    await createAndVerify(today);
    newest = today;
  }

  async function runIfDue(): Promise<void> {
    if (running) return running;
    if (!leaderLock.isLeader()) return;
    if (checksToSkip > 0) {
      checksToSkip -= 1;
      return;
    }
    running = backUpIfDue()
      .then(() => {
        failure = undefined;
      })
      .catch((error: unknown) => {
        if (stopping.signal.aborted) return;
        failure = { reason: reasonOf(error), since: failure?.since ?? now() };
        checksToSkip = checksAfterFailure;
        log.error({ event: 'backup.failed', err: error }, 'backup failed');
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

interface FailingBackup {
  worker: string;
  since: number;
  reason: string;
}

/** The scheduler of the backups, if the settings ask for any. */
export function scheduledBackups(
  settings: { BACKUP_DIR?: string | undefined; BACKUP_KEEP: number; TIME_ZONE: string },
  { database, now, log }: Pick<BackupSchedulerOptions, 'now' | 'log'> & { database: OpenDatabase },
): (Pick<BackupScheduler, 'start' | 'stop'> & { failing(): FailingBackup[] }) | undefined {
  if (settings.BACKUP_DIR === undefined) return undefined;
  const locks = database.openLeaderLocks((error) =>
    log.warn({ event: 'backup.leader_lock_failed', err: error }, 'leader lock query failed'),
  );
  const backups = createBackupScheduler({
    folder: path.resolve(settings.BACKUP_DIR),
    keepCount: settings.BACKUP_KEEP,
    zone: settings.TIME_ZONE,
    write: (file, at, signal) =>
      backUpDatabase(database.prisma, file, at, {
        sharesConnection: database.sharesConnection,
        signal,
      }),
    leaderLock: locks.acquire('backup'),
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
      await locks.close();
    },
  };
}
