import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maxMissed, onTimeMs, planCatchUp } from '../../src/schedule/catch-up.ts';
import { occurrencesAfter } from '../../src/schedule/cron/occurrences.ts';

const zone = 'Asia/Ho_Chi_Minh';
const at = (text: string) => Temporal.PlainDateTime.from(text).toZonedDateTime(zone).toInstant();
const decide = (cron: string, caughtUpTo: string, now: string, graceMinutes = 120) => {
  const plan = planCatchUp({ cron, zone, caughtUpTo: at(caughtUpTo), now: at(now), graceMinutes });
  const say = (instant: Temporal.Instant) =>
    instant.toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'minute' });
  return (
    plan && {
      send: plan.send && `${say(plan.send.at)}${plan.send.late ? ' late' : ''}`,
      missed: plan.missed.map(say),
      caughtUpTo: say(plan.caughtUpTo),
    }
  );
};

describe('catching up since the last occurrence', () => {
  test('handles an implausible last time', () => {
    for (const since of ['0001-01-01T00:00', '1970-01-01T00:00']) {
      const plan = decide('* * * * *', since, '2026-11-25T08:00');
      expect(plan?.send).toBe('2026-11-25T08:00');
      expect(plan?.missed).toHaveLength(maxMissed);
      expect(plan?.missed.at(-1)).toBe('2026-11-25T07:59');
    }
    expect(decide('0 8 1 1 *', '0001-01-01T00:00', '2026-11-25T08:00')?.missed).toHaveLength(
      maxMissed,
    );
    expect(decide('0 0 30 2 *', '0001-01-01T00:00', '2026-11-25T08:00')).toBeUndefined();
  });

  test('finds nothing when nothing was due', () => {
    expect(decide('0 8 * * *', '2026-11-24T08:00', '2026-11-25T07:59:59')).toBeUndefined();
  });

  test('sends an occurrence at its time', () => {
    expect(decide('0 8 * * *', '2026-11-24T08:00', '2026-11-25T08:00')).toEqual({
      send: '2026-11-25T08:00',
      missed: [],
      caughtUpTo: '2026-11-25T08:00',
    });
  });

  test('sends once within the grace period', () => {
    expect(decide('0 8 * * *', '2026-11-24T08:00', '2026-11-25T10:00')?.send).toBe(
      '2026-11-25T08:00 late',
    );
    expect(decide('0 8 * * *', '2026-11-25T08:00', '2026-11-25T10:00')).toBeUndefined();
  });

  test('records a miss after the grace period', () => {
    expect(decide('0 8 * * *', '2026-11-24T08:00', '2026-11-25T10:01')).toEqual({
      send: undefined,
      missed: ['2026-11-25T08:00'],
      caughtUpTo: '2026-11-25T08:00',
    });
  });

  test('sends only the newest of several', () => {
    expect(decide('0 * * * *', '2026-11-25T05:00', '2026-11-25T08:30')).toEqual({
      send: '2026-11-25T08:00 late',
      missed: ['2026-11-25T06:00', '2026-11-25T07:00'],
      caughtUpTo: '2026-11-25T08:00',
    });
  });

  test('records only the last misses after a long absence', () => {
    const plan = decide('0 * * * *', '2026-01-01T00:00', '2026-11-25T08:00');
    expect(plan?.missed).toHaveLength(maxMissed);
    expect(plan?.missed.at(-1)).toBe('2026-11-25T07:00');
    expect(plan?.send).toBe('2026-11-25T08:00');
  });

  test('sends a punctual occurrence without any grace period', () => {
    expect(decide('0 8 * * *', '2026-11-24T08:00', '2026-11-25T08:01', 0)?.send).toBe(
      '2026-11-25T08:00',
    );
  });
});

test('sends or records each occurrence once and in order, however often it runs', () => {
  const zones = fc.constantFrom('America/New_York', 'Europe/Paris', zone);
  const crons = fc.constantFrom(
    '0 * * * *',
    '30 1 * * *',
    '45 2 * * *',
    '0 8 * * 1-5',
    '15 */6 * * *',
  );
  const starts = fc.constantFrom('2026-03-07T12:00Z', '2026-10-24T12:00Z', '2026-10-31T12:00Z');
  const looks = fc.array(fc.integer({ min: 1, max: 16 * 60 }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(
      zones,
      crons,
      starts,
      looks,
      fc.integer({ min: 0, max: 240 }),
      (where, cron, from, minutes, graceMinutes) => {
        const start = Temporal.Instant.from(from);
        let now = start;
        let caughtUpTo = start;
        const done: Temporal.Instant[] = [];
        for (const wait of minutes) {
          now = now.add({ minutes: wait });
          const plan = planCatchUp({ cron, zone: where, caughtUpTo, now, graceMinutes });
          if (!plan) continue;
          if (plan.send) {
            const lateBy = now.epochMilliseconds - plan.send.at.epochMilliseconds;
            expect(lateBy).toBeLessThanOrEqual(Math.max(onTimeMs, graceMinutes * 60_000));
          }
          done.push(...plan.missed, ...(plan.send ? [plan.send.at] : []));
          caughtUpTo = plan.caughtUpTo;
        }
        const all = [...occurrencesAfter({ cron, zone: where }, start).take(400)].filter(
          (beat) => Temporal.Instant.compare(beat, now) <= 0,
        );
        expect(done.map(String)).toEqual(all.map(String));
      },
    ),
    { numRuns: 200 },
  );
}, 30_000);
