import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pino from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { backUpDatabase } from '../../src/database/backup/backup.ts';
import { readBackupFile } from '../../src/database/backup/backup-file.ts';
import type { OpenDatabase } from '../../src/database/database.ts';
import { openLeaderLocks, singleProcessLocks } from '../../src/database/locks/leader-lock.ts';
import { createHealthMonitor } from '../../src/operations/health/health-monitor.ts';
import {
  type BackupSchedulerOptions,
  createBackupScheduler,
  scheduledBackups,
} from '../../src/schedule/backup-scheduler.ts';
import {
  createPostgresDatabase,
  openEmbeddedDatabase,
} from '../support/database/test-databases.ts';

let database: OpenDatabase;
beforeAll(async () => {
  database = await openEmbeddedDatabase();
});
afterAll(() => database.close());
let place: string;
let folder: string;
beforeEach(() => {
  place = mkdtempSync(path.join(tmpdir(), 'callboard-backups-'));
  folder = path.join(place, 'backups');
});
afterEach(() => rmSync(place, { recursive: true, force: true }));

const quiet = pino({ level: 'silent' });
const hourMs = 3_600_000;
const eventually = { timeout: 15_000 };
let clock = 0;
const at = (text: string) => {
  clock = Date.parse(text);
};

function make(changes: Partial<BackupSchedulerOptions> = {}) {
  return createBackupScheduler({
    folder,
    keepCount: 3,
    zone: 'Asia/Ho_Chi_Minh',
    write: (file, moment, signal) =>
      backUpDatabase(database.prisma, file, moment, { sharesConnection: true, signal }),
    leaderLock: singleProcessLocks.acquire('backup'),
    now: () => clock,
    log: quiet,
    ...changes,
  });
}

describe('backups while the program runs', () => {
  test('are made once a night, are readable, and replace the oldest', async () => {
    at('2026-11-24T12:00:00+07:00');
    const backups = make({ keepCount: 2 });
    await backups.runIfDue();
    expect(readdirSync(folder)).toEqual(['callboard-2026-11-24.backup']);
    writeFileSync(path.join(folder, 'of-another-program.backup'), 'their own');
    for (let hour = 0; hour < 3 * 24; hour += 1) {
      clock += hourMs;
      await backups.runIfDue();
      const today = new Date(clock + 7 * hourMs).toISOString().slice(0, 10);
      const isNight = new Date(clock + 7 * hourMs).getUTCHours() < 3;
      expect(existsSync(path.join(folder, `callboard-${today}.backup`))).toBe(!isNight);
    }
    expect(readdirSync(folder)).toEqual([
      'callboard-2026-11-26.backup',
      'callboard-2026-11-27.backup',
      'of-another-program.backup',
    ]);
    await readBackupFile(path.join(folder, 'callboard-2026-11-27.backup'));
    expect(backups.health()).toEqual({ ok: true, newest: '2026-11-27' });
  });

  test('report a failure, leave nothing behind, keep old ones and are retried', async () => {
    at('2026-11-24T12:00:00+07:00');
    let fault: 'none' | 'full' | 'short' = 'none';
    const backups = make({
      async write(file, moment, signal) {
        if (fault === 'full') throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
        const rows = await backUpDatabase(database.prisma, file, moment, { signal });
        return fault === 'short' ? rows + 1 : rows;
      },
    });
    await backups.runIfDue();
    for (const [one, reason] of [
      ['full', 'the last backup failed: the disk is full'],
      ['short', /rows can be read/],
    ] as const) {
      fault = one;
      clock += 24 * hourMs;
      for (let minute = 0; minute < 12; minute += 1) await backups.runIfDue();
      expect(backups.health()).toMatchObject({ ok: false, newest: '2026-11-24' });
      expect(backups.health().reason).toMatch(reason);
      expect(readdirSync(folder)).toEqual(['callboard-2026-11-24.backup']);
    }
    fault = 'none';
    for (let minute = 0; minute < 12; minute += 1) await backups.runIfDue();
    expect(backups.health()).toEqual({ ok: true, newest: '2026-11-26' });
  });

  test('make the program unhealthy when they are missing for days', async () => {
    at('2026-11-24T12:00:00+07:00');
    const backups = make();
    await backups.runIfDue();
    clock += 3 * 24 * hourMs;
    expect(backups.health()).toMatchObject({
      ok: false,
      reason: expect.stringContaining('3 days'),
    });
  });

  test('are aborted without remains when the program stops', async () => {
    at('2026-11-24T12:00:00+07:00');
    const begun = Promise.withResolvers<void>();
    const backups = make({
      write(file, moment, signal) {
        begun.resolve();
        return backUpDatabase(database.prisma, file, moment, { sharesConnection: true, signal });
      },
    });
    await database.prisma.community.create({ data: { name: 'X', locale: 'vi', zone: 'UTC' } });
    const round = backups.runIfDue();
    await begun.promise;
    await backups.stop();
    await round;
    expect(readdirSync(folder)).toEqual([]);
  });
});

test('are made by one of several processes on one server, and by another when it is gone', async () => {
  at('2026-11-24T12:00:00+07:00');
  const url = await createPostgresDatabase();
  const all = await Promise.all(
    ['one', 'other'].map(async (name) => {
      const turns = openLeaderLocks(url, () => undefined);
      const own = path.join(place, name);
      return { own, turns, backups: make({ folder: own, leaderLock: turns.acquire('backup') }) };
    }),
  );
  const rounds = () => Promise.all(all.map(({ backups }) => backups.runIfDue()));
  const made = () => all.filter(({ own }) => existsSync(own));
  await vi.waitFor(async () => {
    await rounds();
    expect(made()).toHaveLength(1);
  }, eventually);
  await rounds();
  const [first] = made();
  await first?.backups.stop();
  await first?.turns.close();
  await vi.waitFor(async () => {
    await rounds();
    expect(made()).toHaveLength(2);
  }, eventually);
  for (const { backups, turns } of all) {
    await backups.stop();
    await turns.close();
  }
});

test('make the program unhealthy when they fail', async () => {
  at('2026-11-24T12:00:00+07:00');
  const config = { BACKUP_DIR: folder, BACKUP_KEEP: 3, TIME_ZONE: 'Asia/Ho_Chi_Minh' };
  // A file where the folder should be.
  writeFileSync(folder, '');
  const backups = scheduledBackups(config, { database, now: () => clock, log: quiet });
  const watch = createHealthMonitor({
    probe: { ping: async () => 1, tryWrite: async () => 1 },
    onDatabaseRecovered() {},
    dataDir: undefined,
    bots: () => [],
    operators: [],
    notify: async () => true,
    otherFailures: () => backups?.failing() ?? [],
    secrets: [],
    now: () => clock,
  });
  expect((await watch.health()).ok).toBe(true);
  backups?.start();
  await vi.waitFor(
    async () =>
      expect(await watch.health()).toEqual({
        ok: false,
        workers: {
          backups: {
            problem: expect.stringContaining('the last backup failed'),
            since: new Date(clock).toISOString(),
          },
        },
      }),
    eventually,
  );
  await backups?.stop();
  await watch.stop();
});
