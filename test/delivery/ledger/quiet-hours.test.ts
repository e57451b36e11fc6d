import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quietHoursEnd } from '../../../src/delivery/ledger/quiet-hours.ts';

const zone = 'Asia/Ho_Chi_Minh';
const at = (text: string): number =>
  Temporal.ZonedDateTime.from(`${text}[${zone}]`).epochMilliseconds;
const night = { quietFrom: 22 * 60, quietUntil: 7 * 60 };

test.each([
  ['2026-11-24T21:59', undefined],
  ['2026-11-24T22:00', '2026-11-25T07:00'],
  ['2026-11-25T00:00', '2026-11-25T07:00'],
  ['2026-11-25T06:59', '2026-11-25T07:00'],
  ['2026-11-25T07:00', undefined],
])('given %s, quiet hours from 22 to 7 end at %s', (now, end) => {
  expect(quietHoursEnd(night, zone, at(now))).toBe(end === undefined ? undefined : at(end));
});

test('moves an end that the clocks skip to the next existing time', () => {
  const hours = { quietFrom: 60, quietUntil: 150 };
  const now = Temporal.ZonedDateTime.from('2026-03-08T01:30[America/New_York]').epochMilliseconds;
  const end = quietHoursEnd(hours, 'America/New_York', now) ?? 0;
  const local = Temporal.Instant.fromEpochMilliseconds(end).toZonedDateTimeISO('America/New_York');
  expect(local.toPlainTime().toString()).toBe('03:30:00');
});

test('waits no longer than the end of quiet hours and at most 25 hours', () => {
  const minute = fc.integer({ min: 0, max: 1439 });
  fc.assert(
    fc.property(
      fc.record({ quietFrom: minute, quietUntil: minute }),
      fc.constantFrom(
        'Asia/Ho_Chi_Minh',
        'America/New_York',
        'Europe/Paris',
        'Australia/Lord_Howe',
      ),
      fc.integer({ min: Date.parse('2026-01-01'), max: Date.parse('2027-01-01') }),
      (hours, place, now) => {
        const end = quietHoursEnd(hours, place, now);
        if (end === undefined) return;
        expect(end).toBeGreaterThan(now);
        expect(end - now).toBeLessThanOrEqual(25 * 3_600_000);
        expect(hours.quietFrom).not.toBe(hours.quietUntil);
      },
    ),
  );
});
