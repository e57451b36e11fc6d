import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Logger } from 'pino';
import { backup } from '../database/backup.ts';
import { readBackup, removeUnfinished } from '../database/backup-file.ts';
import type { OpenDatabase } from '../database/database.ts';
import type { Turn } from '../database/turns.ts';

/** How it stands with the backups, for the page that shows whether all is well. */
export interface BackupHealth {
  ok: boolean;
  /** What is wrong, if something is, and since when, in milliseconds since the epoch. */
  reason?: string;
  since?: number;
  /** The day of the newest one, where there is one. */
  newest?: string;
}

export interface BackupParts {
  folder: string;
  /** How many of the newest ones stay. */
  keep: number;
  /** Whose days are counted. */
  zone: string;
  /** Writes a backup. @returns the number of its rows */
  write(file: string, now: Date, signal: AbortSignal): Promise<number>;
  /** Of several processes one makes backups. */
  turn: Turn;
  now(): number;
  log: Logger;
}

export interface Backups {
  start(): void;
  /** Gives up one that is being written. */
  stop(): Promise<void>;
  /** Makes the backup of today if it is due; `start` calls it every minute. */
  round(): Promise<void>;
  health(): BackupHealth;
}

/** The hour of the day from which on its backup is made. */
const hour = 3;
/** How often it is looked whether one is due, in milliseconds. */
const every = 60_000;
/** How many rounds pass after one that failed. */
const pause = 10;
/** How many days the newest one may be old. */
const oldest = 2;

const pattern = /^callboard-(\d{4}-\d\d-\d\d)\.backup$/;
const nameOf = (day: string): string => `callboard-${day}.backup`;

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (!('code' in error)) return error.message;
  return error.code === 'ENOSPC' ? 'the disk is full' : String(error.code);
}

/**
 * One backup a day into a folder, the oldest taken out. Each is read back after it was written: one that cannot be read
 * is none.
 */
export function createBackups(parts: BackupParts): Backups {
  const { folder, keep, zone, write, turn, now, log } = parts;
  const stopping = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let failure: { reason: string; since: number } | undefined;
  let newest: string | undefined;
  let wait = 0;

  const clock = () => Temporal.Instant.fromEpochMilliseconds(now()).toZonedDateTimeISO(zone);

  /** The days of which there are backups, the newest first. */
  async function days(): Promise<string[]> {
    const names = await readdir(folder);
    return names
      .flatMap((name) => pattern.exec(name)?.[1] ?? [])
      .sort()
      .reverse();
  }

  async function make(day: string): Promise<void> {
    const file = path.join(folder, nameOf(day));
    const rows = await write(file, new Date(now()), stopping.signal);
    try {
      const { rows: read } = await readBackup(file);
      if (read !== rows) throw new Error(`${read} of ${rows} rows can be read`);
    } catch (error) {
      await rm(file, { force: true });
      throw error;
    }
    log.info({ file, rows }, 'a backup was made and read back');
    for (const old of (await days()).slice(keep))
      await rm(path.join(folder, nameOf(old)), { force: true });
  }

  async function look(): Promise<void> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const here = clock();
    const today = here.toPlainDate().toString();
    [newest] = await days();
    const isDue = newest === undefined || (newest !== today && here.hour >= hour);
    if (!isDue) return;
    await removeUnfinished(folder);
    await make(today);
    newest = today;
  }

  async function round(): Promise<void> {
    if (running) return running;
    if (!turn.isMine()) return;
    if (wait > 0) {
      wait -= 1;
      return;
    }
    running = look()
      .then(() => {
        failure = undefined;
      })
      .catch((error: unknown) => {
        if (stopping.signal.aborted) return;
        failure = { reason: reasonOf(error), since: failure?.since ?? now() };
        wait = pause;
        log.error({ err: error }, 'the backup failed');
      })
      .finally(() => {
        running = undefined;
      });
    return running;
  }

  return {
    start() {
      timer = setInterval(() => void round(), every).unref();
      void round();
    },
    async stop() {
      clearInterval(timer);
      stopping.abort();
      await running;
      await turn.leave();
    },
    round,
    health() {
      const known = newest === undefined ? {} : { newest };
      if (failure !== undefined)
        return {
          ok: false,
          reason: `the last backup failed: ${failure.reason}`,
          since: failure.since,
          ...known,
        };
      if (!turn.isMine() || newest === undefined) return { ok: true, ...known };
      const day = Temporal.PlainDate.from(newest);
      const age = day.until(clock().toPlainDate()).days;
      if (age <= oldest) return { ok: true, ...known };
      const since = day.add({ days: oldest + 1 }).toZonedDateTime(zone).epochMilliseconds;
      return { ok: false, reason: `the newest backup is ${age} days old`, since, ...known };
    },
  };
}

/** How work that fails is told of. */
interface Failing {
  worker: string;
  since: number;
  reason: string;
}

/** The backups that the settings ask for, if they do. */
export function backingUp(
  settings: { BACKUP_DIR?: string | undefined; BACKUP_KEEP: number; TIME_ZONE: string },
  { database, now, log }: Pick<BackupParts, 'now' | 'log'> & { database: OpenDatabase },
): (Pick<Backups, 'start' | 'stop'> & { failing(): Failing[] }) | undefined {
  if (settings.BACKUP_DIR === undefined) return undefined;
  const turns = database.openTurns((error) => log.warn({ err: error }, 'no turn to back up'));
  const backups = createBackups({
    folder: path.resolve(settings.BACKUP_DIR),
    keep: settings.BACKUP_KEEP,
    zone: settings.TIME_ZONE,
    write: (file, moment, signal) =>
      backup(database.prisma, file, moment, { sharesConnection: database.isShared, signal }),
    turn: turns.want('backup'),
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
