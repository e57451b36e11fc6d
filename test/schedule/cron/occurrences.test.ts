import fc from 'fast-check';
import { createTask } from 'node-cron';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { nextOccurrences, occurrencesAfter } from '../../../src/schedule/cron/occurrences.ts';

const instant = (text: string) => Temporal.Instant.from(text);
const local = (cron: string, zone: string, after: string, count = 3) =>
  nextOccurrences({ cron, zone }, instant(after), count).map((beat) =>
    beat.toZonedDateTimeISO(zone).toString({ timeZoneName: 'never', smallestUnit: 'minute' }),
  );

describe('the next occurrences of a cron schedule', () => {
  test('leave out a time that the clocks skip', () => {
    expect(local('45 2 * * *', 'America/New_York', '2026-03-07T00:00Z')).toEqual([
      '2026-03-07T02:45-05:00',
      '2026-03-09T02:45-04:00',
      '2026-03-10T02:45-04:00',
    ]);
  });

  test('include a repeated local time once, the first behind UTC and the second ahead of it', () => {
    expect(local('30 1 * * *', 'America/New_York', '2026-10-31T12:00Z', 2)).toEqual([
      '2026-11-01T01:30-04:00',
      '2026-11-02T01:30-05:00',
    ]);
    expect(local('30 2 * * *', 'Europe/Paris', '2026-10-24T12:00Z', 2)).toEqual([
      '2026-10-25T02:30+01:00',
      '2026-10-26T02:30+01:00',
    ]);
  });

  test('include the second of two repeated times when asked in between', () => {
    expect(local('30 2 * * *', 'Europe/Paris', '2026-10-25T00:45Z', 1)).toEqual([
      '2026-10-25T02:30+01:00',
    ]);
    expect(local('30 1 * * *', 'America/New_York', '2026-11-01T06:00Z', 1)).toEqual([
      '2026-11-02T01:30-05:00',
    ]);
  });

  test('are regular in Vietnam, which has no daylight saving', () => {
    expect(local('0 8 * * 1', 'Asia/Ho_Chi_Minh', '2026-11-24T02:00Z', 2)).toEqual([
      '2026-11-30T08:00+07:00',
      '2026-12-07T08:00+07:00',
    ]);
  });

  test('find 29 February across a century without one', () => {
    expect(local('0 8 29 2 *', 'Asia/Ho_Chi_Minh', '2096-03-01T00:00Z', 1)).toEqual([
      '2104-02-29T08:00+07:00',
    ]);
  });

  test('end for a schedule that never occurs', () => {
    expect([
      ...occurrencesAfter({ cron: 'no cron', zone: 'UTC' }, instant('2026-01-01T00:00Z')),
    ]).toEqual([]);
  });
});

describe('compared with node-cron', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  /** What node-cron names when it is asked at noon UTC, a time at which no clocks change. */
  function named(cron: string, zone: string, after: Temporal.Instant, count: number): string[] {
    vi.setSystemTime(after.epochMilliseconds);
    const task = createTask(cron, () => undefined, { timezone: zone });
    task.destroy();
    return task.getNextRuns(count).map((date) => date.toTemporalInstant().toString());
  }

  const field = (min: number, max: number) => fc.integer({ min, max }).map(String);
  const crons = fc
    .tuple(
      field(0, 59),
      fc.oneof(field(0, 4), fc.constant('*'), fc.constant('*/2'), fc.constant('1,2,3')),
      fc.oneof({ weight: 4, arbitrary: fc.constant('*') }, field(1, 28)),
      fc.oneof({ weight: 4, arbitrary: fc.constant('*') }, field(1, 12)),
      fc.oneof({ weight: 2, arbitrary: fc.constant('*') }, fc.constantFrom('0', '1-5', '0,6')),
    )
    .map((fields) => fields.join(' '));
  const zones = fc.constantFrom(
    'America/New_York',
    'Europe/Paris',
    'Europe/London',
    'Asia/Ho_Chi_Minh',
    'Australia/Lord_Howe',
    'Africa/Cairo',
    'America/St_Johns',
    'Pacific/Chatham',
  );
  /** The days before clocks change somewhere, at noon. */
  const starts = fc
    .constantFrom(
      '2026-03-07',
      '2026-03-28',
      '2026-10-03',
      '2026-10-24',
      '2026-10-31',
      '2026-04-04',
    )
    .map((day) => instant(`${day}T12:00Z`));

  test('are the same times over every change of the clocks', () => {
    fc.assert(
      fc.property(crons, zones, starts, (cron, zone, after) => {
        const beats = nextOccurrences({ cron, zone }, after, 24).map(String);
        expect(beats).toEqual(named(cron, zone, after, 24));
      }),
      { numRuns: 300 },
    );
  }, 30_000);
});
