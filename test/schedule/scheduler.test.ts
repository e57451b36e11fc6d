import pino from 'pino';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { RunLock } from '../../src/schedule/run-lock.ts';
import type { ScheduledItem } from '../../src/schedule/scheduled.ts';
import { createScheduler } from '../../src/schedule/scheduler.ts';

const log = pino({ level: 'silent' });
const minute = 60_000;
const hour = 60 * minute;

/** A table of beats that several processes share. */
function sharedClaims(): RunLock {
  const taken = new Set<string>();
  return async (key, at) => {
    const row = `${key} ${at.toISOString()}`;
    if (taken.has(row)) return false;
    taken.add(row);
    return true;
  };
}

/** Processes with the same schedules; handled occurrences are recorded with the time. */
function processes(count: number, timed: ScheduledItem[], runLock = sharedClaims()) {
  const settled: string[] = [];
  const jobs: string[] = [];
  const made = Array.from({ length: count }, () =>
    createScheduler({
      sources: [
        {
          name: 'briefing',
          list: async () => timed,
          async catchUp(id) {
            settled.push(`${id} ${new Date().toISOString()}`);
          },
        },
      ],
      jobs: [
        {
          name: 'cleaning',
          cron: '0 3 * * *',
          async run() {
            jobs.push(new Date().toISOString());
          },
        },
      ],
      runLock,
      log,
    }),
  );
  return { made, settled, jobs };
}

/** Calls at a full minute are beats; rounds come at second 20. */
const beats = (settled: readonly string[]) => settled.filter((line) => line.includes(':00.000Z'));

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-03-08T04:30:10Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the scheduler', () => {
  test('runs each occurrence in its zone in exactly one process', async () => {
    const timed = [
      { id: 'saigon', cron: '0 12 * * *', zone: 'Asia/Ho_Chi_Minh' },
      { id: 'new york', cron: '30 3 * * *', zone: 'America/New_York' },
    ];
    const { made, settled, jobs } = processes(3, timed);
    await Promise.all(made.map((one) => one.start()));
    await vi.advanceTimersByTimeAsync(28 * hour);
    await Promise.all(made.map((one) => one.stop()));
    expect(beats(settled)).toEqual([
      'saigon 2026-03-08T05:00:00.000Z',
      // The clocks went forward at two: half past three is an hour earlier in UTC than the day before.
      'new york 2026-03-08T07:30:00.000Z',
      'saigon 2026-03-09T05:00:00.000Z',
      'new york 2026-03-09T07:30:00.000Z',
    ]);
    expect(jobs).toEqual(['2026-03-09T03:00:00.000Z']);
  });

  test('checks all schedules at start and once a minute for missed ones', async () => {
    const { made, settled } = processes(1, [{ id: 'a', cron: '0 8 1 1 *', zone: 'UTC' }]);
    const [clock] = made;
    await clock?.start();
    expect(settled).toEqual(['a 2026-03-08T04:30:10.000Z']);
    await vi.advanceTimersByTimeAsync(2 * minute);
    await clock?.stop();
    expect(settled.slice(1)).toEqual(['a 2026-03-08T04:30:20.000Z', 'a 2026-03-08T04:31:20.000Z']);
  });

  test('applies a changed schedule at once in the same process and within a minute in others', async () => {
    const timed: ScheduledItem[] = [{ id: 'a', cron: '0 8 * * *', zone: 'UTC' }];
    const { made, settled } = processes(2, timed);
    const [here, there] = made;
    await Promise.all(made.map((one) => one.start()));
    timed[0] = { id: 'a', cron: '31 4 * * *', zone: 'UTC' };
    await here?.reload();
    await vi.advanceTimersByTimeAsync(minute);
    expect(beats(settled)).toEqual(['a 2026-03-08T04:31:00.000Z']);
    timed[0] = { id: 'a', cron: '33 4 * * *', zone: 'UTC' };
    await vi.advanceTimersByTimeAsync(minute);
    await here?.stop();
    await vi.advanceTimersByTimeAsync(minute);
    await there?.stop();
    expect(beats(settled).at(-1)).toBe('a 2026-03-08T04:33:00.000Z');
  });

  test('stops running removed schedules and everything after shutdown', async () => {
    const timed: ScheduledItem[] = [{ id: 'a', cron: '0 * * * *', zone: 'UTC' }];
    const { made, settled } = processes(1, timed);
    const [clock] = made;
    await clock?.start();
    timed.pop();
    await clock?.reload();
    const before = settled.length;
    await vi.advanceTimersByTimeAsync(2 * hour);
    expect(settled.length).toBe(before);
    await clock?.stop();
    timed.push({ id: 'a', cron: '0 * * * *', zone: 'UTC' });
    await vi.advanceTimersByTimeAsync(2 * hour);
    expect(settled.length).toBe(before);
  });

  test('checks all schedules within a minute after the clock jumped', async () => {
    const { made, settled } = processes(1, [{ id: 'a', cron: '0 8 * * *', zone: 'UTC' }]);
    const [clock] = made;
    await clock?.start();
    vi.setSystemTime(Date.parse('2026-03-08T09:15:00Z'));
    await vi.advanceTimersByTimeAsync(minute);
    await clock?.stop();
    expect(settled.some((line) => line.startsWith('a 2026-03-08T09:1'))).toBe(true);
  });

  test('retries a failure at the next check and runs the others', async () => {
    const done: string[] = [];
    let failures = 0;
    const clock = createScheduler({
      sources: [
        {
          name: 'briefing',
          list: async () => [
            { id: 'bad', cron: '0 8 * * *', zone: 'UTC' },
            { id: 'unreadable', cron: 'nonsense', zone: 'Nowhere/City' },
            { id: 'good', cron: '0 8 * * *', zone: 'UTC' },
          ],
          async catchUp(id) {
            if (id === 'bad' && failures === 0) {
              failures += 1;
              throw new Error('the database is away');
            }
            done.push(id);
          },
        },
      ],
      jobs: [],
      runLock: sharedClaims(),
      log,
    });
    await clock.start();
    expect(done).toEqual(['unreadable', 'good']);
    await vi.advanceTimersByTimeAsync(minute);
    await clock.stop();
    expect(done).toContain('bad');
  });
});

test('retries a failing job until it succeeds and reports each result', async () => {
  const ran: string[] = [];
  const texts: string[] = [];
  const schedule = createScheduler({
    sources: [],
    jobs: [
      {
        name: 'cleaning',
        cron: '31 4 * * *',
        async run() {
          ran.push(new Date().toISOString());
          if (ran.length < 3) throw new Error('the store does not answer');
        },
      },
    ],
    runLock: sharedClaims(),
    log,
    onRun: (worker, error) => {
      if (worker.startsWith('job:')) texts.push(error === undefined ? 'well' : 'failed');
    },
  });
  await schedule.start();
  await vi.advanceTimersByTimeAsync(10 * minute);
  await schedule.stop();
  expect(ran).toEqual([
    '2026-03-08T04:31:00.000Z',
    '2026-03-08T04:31:20.000Z',
    '2026-03-08T04:32:20.000Z',
  ]);
  expect(texts).toEqual(['failed', 'failed', 'well']);
});

test('starts without waiting for a job that takes long, and runs it once', async () => {
  const ran: string[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  const schedule = createScheduler({
    sources: [],
    jobs: [
      {
        ...{ name: 'slow', cron: '0 3 * * *', runAfterStart: true },
        run() {
          ran.push('slow');
          return promise;
        },
      },
    ],
    runLock: sharedClaims(),
    log,
  });
  await schedule.start();
  expect(ran).toEqual(['slow']);
  resolve();
  await schedule.stop();
});

test('reports that the run lock cannot be queried', async () => {
  const told = new Set<string>();
  const runLock: RunLock = async () => {
    throw new Error('the store does not answer');
  };
  const schedule = createScheduler({
    sources: [],
    jobs: [{ name: 'cleaning', cron: '* * * * *', run: async () => {} }],
    runLock,
    log,
    onRun: (worker, error) => void (error !== undefined && told.add(worker)),
  });
  await schedule.start();
  await vi.advanceTimersByTimeAsync(minute);
  await schedule.stop();
  expect([...told]).toEqual(['schedule run lock']);
});

describe('a daily job whose run lock could not be claimed', () => {
  /** Claims that fail until a moment. */
  const failingUntil = (moment: string, claims: RunLock): RunLock => {
    return async (key, at) => {
      if (Date.now() < Date.parse(moment)) throw new Error('the store does not answer');
      return claims(key, at);
    };
  };

  test('runs within the day in one process once the lock can be claimed', async () => {
    const claim = failingUntil('2026-03-08T05:10:00Z', sharedClaims());
    const { made, jobs } = processes(2, [], claim);
    vi.setSystemTime(Date.parse('2026-03-08T02:59:30Z'));
    await Promise.all(made.map((one) => one.start()));
    await vi.advanceTimersByTimeAsync(20 * hour);
    await Promise.all(made.map((one) => one.stop()));
    expect(jobs).toEqual(['2026-03-08T05:10:20.000Z']);
  });

  test('is not run twice when the next occurrence comes first', async () => {
    const claim = failingUntil('2026-03-09T02:59:50Z', sharedClaims());
    const { made, jobs } = processes(2, [], claim);
    vi.setSystemTime(Date.parse('2026-03-08T02:59:30Z'));
    await Promise.all(made.map((one) => one.start()));
    await vi.advanceTimersByTimeAsync(30 * hour);
    await Promise.all(made.map((one) => one.stop()));
    expect(jobs).toEqual(['2026-03-09T03:00:00.000Z']);
  });
});
