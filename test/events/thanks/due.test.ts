import fc from 'fast-check';
import { expect, test } from 'vitest';
import { areThanksDue, thanksDueAt } from '../../../src/events/thanks/due.ts';
import { eventFixture } from '../../support/fixtures/events.ts';

const vietnam = 'Asia/Ho_Chi_Minh';
const at = (local: string, zone = vietnam): Date =>
  new Date(Temporal.PlainDateTime.from(local).toZonedDateTime(zone).epochMilliseconds);

test.each([
  ['an hour after its end', '2026-11-28T14:00', '2026-11-28T16:00', '2026-11-28T17:00'],
  [
    'the next morning after a late evening',
    '2026-11-28T19:30',
    '2026-11-28T22:00',
    '2026-11-29T09:00',
  ],
  ['the same morning after a night', '2026-11-28T22:00', '2026-11-29T04:00', '2026-11-29T09:00'],
  [
    'three hours after the start without an end',
    '2026-11-28T14:00',
    '2026-11-28T14:00',
    '2026-11-28T17:00',
  ],
  [
    'on the last minute before nine in the evening',
    '2026-11-28T18:00',
    '2026-11-28T19:59',
    '2026-11-28T20:59',
  ],
])('thanks come %s', (_name, startsAt, endsAt, due) => {
  const event = eventFixture({ startsAt: at(startsAt), endsAt: at(endsAt) });
  expect(thanksDueAt(event).epochMilliseconds).toBe(at(due).getTime());
});

test('thanks for whole days come on the morning after the last one', () => {
  const event = eventFixture({
    ...{ startsAt: at('2026-11-28T00:00'), endsAt: at('2026-11-30T00:00'), allDay: true },
  });
  expect(thanksDueAt(event).epochMilliseconds).toBe(at('2026-11-30T09:00').getTime());
});

test('thanks come by day where the event took place, whatever its zone, and never before its end', () => {
  const zones = fc.constantFrom(vietnam, 'Europe/London', 'America/New_York', 'Asia/Kathmandu');
  const starts = fc.date({
    ...{ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true },
  });
  fc.assert(
    fc.property(zones, starts, fc.nat(5 * 24 * 60), (zone, startsAt, minutes) => {
      const endsAt = new Date(startsAt.getTime() + minutes * 60_000);
      const due = thanksDueAt(eventFixture({ zone, startsAt, endsAt }));
      const { hour } = due.toZonedDateTimeISO(zone);
      expect(hour).toBeGreaterThanOrEqual(9);
      expect(hour).toBeLessThan(21);
      const wait = due.epochMilliseconds - endsAt.getTime();
      expect(wait).toBeGreaterThanOrEqual(3_600_000);
      expect(wait).toBeLessThanOrEqual(16 * 3_600_000);
    }),
  );
});

test('nobody is thanked days later, as after a long downtime', () => {
  const event = eventFixture({ startsAt: at('2026-11-28T14:00'), endsAt: at('2026-11-28T16:00') });
  const later = (hours: number) => event.endsAt.toTemporalInstant().add({ hours });
  expect(areThanksDue(event, later(0))).toBe(false);
  expect(areThanksDue(event, later(1))).toBe(true);
  expect(areThanksDue(event, later(95))).toBe(true);
  expect(areThanksDue(event, later(96))).toBe(false);
});
