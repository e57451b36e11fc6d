import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { offerEnd } from '../../../src/courses/signups/offer-end.ts';
import { quietHoursEnd } from '../../../src/delivery/ledger/quiet-hours.ts';

const minuteMs = 60_000;
const hour = 60;
const now = Date.parse('2026-11-24T02:00:00Z');
/** 09:00 in Vietnam. */
const inHours = (hours: number) => now + hours * 3_600_000;

const never = () => undefined;
/** From 22:00 to 07:00 in Vietnam. */
const nights = (at: number) =>
  quietHoursEnd({ quietFrom: 22 * hour, quietUntil: 7 * hour }, 'Asia/Ho_Chi_Minh', at);

const end = (changes: Partial<Parameters<typeof offerEnd>[0]>): number =>
  offerEnd({
    ...{ now, startsAt: inHours(240), offerMinutes: 12 * hour, freezeMinutes: 0, quietEnd: never },
    ...changes,
  });

describe('an offer', () => {
  test('stands for its time', () => expect(end({})).toBe(inHours(12)));

  test('is shorter near the start, so that another can be asked', () => {
    expect(end({ startsAt: inHours(8) })).toBe(inHours(4));
    expect(end({ startsAt: inHours(8), freezeMinutes: 2 * hour })).toBe(inHours(3));
    expect(end({ startsAt: inHours(0.3) })).toBe(now + 15 * minuteMs);
    expect(end({ startsAt: inHours(0.1) })).toBe(inHours(0.1));
  });

  test('counts from when it is read, and leaves an hour after a night', () => {
    const evening = inHours(14);
    expect(end({ now: evening, startsAt: inHours(240), quietEnd: nights })).toBe(inHours(34));
    expect(end({ offerMinutes: 14 * hour, quietEnd: nights })).toBe(inHours(23));
  });

  test('ends after now, before the list stands still and outside of quiet hours', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30 * 24 * 60 }),
        fc.integer({ min: 15, max: 14 * 24 * 60 }),
        fc.integer({ min: 0, max: 24 * 60 }),
        fc.integer({ min: 0, max: 24 * 60 }),
        (left, offerMinutes, freezeMinutes, later) => {
          const at = now + later * minuteMs;
          const last = at + left * minuteMs;
          const startsAt = last + freezeMinutes * minuteMs;
          const until = end({ now: at, startsAt, offerMinutes, freezeMinutes, quietEnd: nights });
          expect(until).toBeGreaterThan(at);
          expect(until).toBeLessThanOrEqual(last);
          if (until < last) expect(nights(until)).toBeUndefined();
        },
      ),
    );
  });
});
