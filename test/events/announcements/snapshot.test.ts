import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Event } from '../../../src/database/generated/client.ts';
import {
  createEventSnapshot,
  hasSameContent,
  restoreEventSnapshot,
} from '../../../src/events/announcements/snapshot.ts';
import { type EventField, listEventFields, mapEventFields } from '../../../src/events/fields.ts';
import { eventFixture } from '../../support/fixtures/events.ts';

const moment = fc.date({
  min: new Date('2020-01-01'),
  max: new Date('2040-01-01'),
  noInvalidDate: true,
});
/** Any value that a field's column takes. */
const fieldValues: Readonly<Record<EventField['kind'], fc.Arbitrary<string | number | null>>> = {
  text: fc.string(),
  link: fc.option(fc.webUrl()),
  number: fc.option(fc.integer()),
};

/** An event in which everything that people read has any value that its column takes. */
const events: fc.Arbitrary<Event> = fc
  .record({
    title: fc.string(),
    translations: fc.constantFrom({}, { en: { title: 'Gala' } }),
    startsAt: moment,
    endsAt: moment,
    allDay: fc.boolean(),
    state: fc.constantFrom('scheduled', 'postponed', 'cancelled'),
    fields: fc.record(
      Object.fromEntries(
        listEventFields().map(([, { column, kind }]) => [column, fieldValues[kind]]),
      ),
    ),
  })
  .map(({ fields, ...event }) =>
    eventFixture({ ...event, ...mapEventFields(({ column }) => fields[column]) }),
  );

test('reads any stored event snapshot back after JSON', () => {
  fc.assert(
    fc.property(events, events, (event, later) => {
      const kept: unknown = JSON.parse(JSON.stringify(createEventSnapshot(event)));
      const before = restoreEventSnapshot(later, kept);
      expect(before).toBeDefined();
      expect(before && hasSameContent(before, event)).toBe(true);
    }),
  );
});

test('keeps the value of a field that is newer than the snapshot', () => {
  const { place: _newer, ...stored } = createEventSnapshot(eventFixture({ place: 'Huế' }));
  const event = eventFixture({ title: 'Gala', place: 'Đà Nẵng' });
  expect(restoreEventSnapshot(event, stored)).toMatchObject({
    title: 'Liên hoan Phim',
    place: 'Đà Nẵng',
  });
});

test('refuses a snapshot that cannot be read', () => {
  const stored = createEventSnapshot(eventFixture());
  expect(restoreEventSnapshot(eventFixture(), { ...stored, place: 7 })).toBeUndefined();
  expect(restoreEventSnapshot(eventFixture(), { ...stored, startsAt: 'soon' })).toBeUndefined();
});
