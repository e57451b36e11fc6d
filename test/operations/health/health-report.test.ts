import { expect, test } from 'vitest';
import { createDatabaseMonitor } from '../../../src/operations/health/database-monitor.ts';
import {
  describeFailure as describe,
  isDiskFull,
} from '../../../src/operations/health/describe-failure.ts';
import { createDiskMonitor, type DiskSpace } from '../../../src/operations/health/disk-monitor.ts';
import { reportHealth } from '../../../src/operations/health/health-report.ts';
import { createWorkerTracker } from '../../../src/operations/health/worker-tracker.ts';

const minute = 60_000;
const GiB = 1024 ** 3;
const roomy: DiskSpace = { bavail: GiB / 4096, bsize: 4096, files: 100, ffree: 50 };

function stand() {
  const state = {
    now: Date.parse('2026-11-24T02:00:00Z'),
    space: roomy,
    ask: async (): Promise<unknown> => 1,
    write: async (): Promise<unknown> => 1,
  };
  const workers = createWorkerTracker(() => state.now, describe);
  const disk = createDiskMonitor({
    statDisk: async () => state.space,
    tryWrite: () => state.write(),
    describe,
    now: () => state.now,
  });
  const database = createDatabaseMonitor({
    ping: () => state.ask(),
    describe,
    // Whoever waits for the time to pass waits no longer than this turn of the event loop.
    clock: { now: () => state.now, sleep: () => new Promise((done) => setImmediate(done)) },
  });
  const bot = { platform: 'telegram', health: () => ({ isConnected: true }) };
  const health = () => reportHealth({ bots: () => [bot], database, disk, workers });
  return { state, rounds: workers, disk, store: database, health };
}

test('is healthy when everything works', async () => {
  expect(await stand().health()).toEqual({ ok: true, telegram: { connected: true } });
});

test.each([
  'delivery discord',
  'delivery telegram',
  'schedule',
  'job:cleaning',
  'delivery lateness',
])('is unhealthy when the runs of %s keep failing', async (worker) => {
  const { state, rounds, health } = stand();
  rounds.recordRun(worker, new Error('connect ECONNREFUSED 127.0.0.1:5432'));
  rounds.recordRun(worker, new Error('connect ECONNREFUSED 127.0.0.1:5432'));
  expect((await health()).ok).toBe(true);
  rounds.recordRun(worker);
  for (let count = 0; count < 3; count += 1)
    rounds.recordRun(worker, new Error('connect ECONNREFUSED 127.0.0.1:5432'));
  const since = new Date(state.now).toISOString();
  expect(await health()).toMatchObject({
    ok: false,
    workers: { [worker]: { problem: 'connect ECONNREFUSED 127.0.0.1:5432', since } },
  });
  rounds.recordRun(worker);
  expect((await health()).ok).toBe(true);
});

test('is unhealthy for a rarely running worker once its failure has lasted', async () => {
  const { state, rounds, health } = stand();
  rounds.recordRun('job:cleaning', new Error('no'));
  state.now += 5 * minute;
  expect((await health()).ok).toBe(false);
});

test('is unhealthy for the job queue while it reports failures', async () => {
  const { state, rounds, health } = stand();
  for (let count = 0; count < 3; count += 1)
    rounds.recordFailure('job queue', new Error('timeout'));
  expect(await health()).toMatchObject({ ok: false, workers: { 'job queue': {} } });
  state.now += 2 * minute;
  expect((await health()).ok).toBe(true);
  rounds.recordFailure('job queue', new Error('timeout'));
  expect((await health()).ok).toBe(true);
});

test.each([
  ['says no', () => Promise.reject(new Error('connect ECONNREFUSED ::1:5432')), /ECONNREFUSED/],
  ['says nothing', () => new Promise(() => undefined), /no answer within 2 seconds/],
])('is unhealthy when the store %s', async (_name, ask, reason) => {
  const { state, store, health } = stand();
  const since = new Date(state.now).toISOString();
  state.ask = ask;
  expect(await health()).toMatchObject({
    ok: false,
    database: { problem: expect.stringMatching(reason), since },
  });
  expect(store.isDown()).toBe(false);
  state.now += minute;
  expect(await health()).toMatchObject({ database: { since } });
  expect(store.isDown()).toBe(false);
  await health();
  expect(store.isDown()).toBe(true);
});

test('is healthy again when the store answers', async () => {
  const { state, store, health } = stand();
  state.ask = () => Promise.reject(new Error('timeout'));
  for (let count = 0; count < 3; count += 1) await health();
  expect(store.isDown()).toBe(true);
  state.ask = async () => 1;
  expect((await health()).ok).toBe(true);
  expect(store.isDown()).toBe(false);
});

test.each([
  ['little is free', { ...roomy, bavail: 1_000 }, /3 MiB are free/],
  ['no file more can be made', { ...roomy, ffree: 0 }, /no file more/],
])('is unhealthy when the disk is full: %s', async (_name, space, reason) => {
  const { state, health } = stand();
  state.space = space;
  expect(await health()).toMatchObject({
    ok: false,
    disk: { problem: expect.stringMatching(reason) },
  });
  state.space = roomy;
  expect((await health()).ok).toBe(true);
});

test.each([
  Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' }),
  new Error('could not extend file "base/5/1": No space left on device'),
  Object.assign(new Error('Raw query failed. Code: `53100`'), { code: 'P2010' }),
  new Error('outer', { cause: Object.assign(new Error('inner'), { code: 'EDQUOT' }) }),
  Object.assign(new Error('query failed'), { meta: { driverAdapterError: { code: '53100' } } }),
])('detects a write that failed for lack of space until one succeeds: %s', async (error) => {
  const { state, disk, health } = stand();
  expect(isDiskFull(error)).toBe(true);
  state.write = () => Promise.reject(error);
  disk.recordError(error);
  for (let count = 0; count < 3; count += 1)
    expect(await health()).toMatchObject({ ok: false, disk: {} });
  state.write = async () => 1;
  await health();
  expect((await health()).ok).toBe(true);
});

test('quotes neither user text nor secrets in a reason', () => {
  expect(describe(new Error('invalid input value: "my phone is 0912"'))).toBe('Error, see the log');
  expect(describe(Object.assign(new TypeError('cannot read "hello"'), { code: 'P2002' }))).toBe(
    'TypeError P2002, see the log',
  );
  expect(describe(new Error('cannot connect with pass-word'), ['pass-word'])).toBe(
    'cannot connect with <secret>',
  );
  expect(describe(new Error('\n\nInvalid invocation:\n\n\ntimed out\u0007'))).toBe('timed out ');
  expect(describe('?')).toBe('unknown, see the log');
});
