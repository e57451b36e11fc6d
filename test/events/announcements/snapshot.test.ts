import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Event } from '../../../src/database/generated/client.ts';
import {
  createEventSnapshot,
  hasSameContent,
  restoreEventSnapshot,
} from '../../../src/events/announcements/snapshot.ts';

const moment = fc.date({
  min: new Date('2020-01-01'),
  max: new Date('2040-01-01'),
  noInvalidDate: true,
});
const address = fc.option(fc.webUrl());

/** An event of which everything that people read of it is any value that its columns take. */
const events: fc.Arbitrary<Event> = fc.record({
  id: fc.uuid(),
  communityId: fc.uuid(),
  title: fc.string(),
  summary: fc.string(),
  place: fc.string(),
  topic: fc.string(),
  sourceUrl: address,
  linkUrl: address,
  translations: fc.constantFrom({}, { en: { title: 'Gala' } }),
  startsAt: moment,
  endsAt: moment,
  allDay: fc.boolean(),
  zone: fc.constant('Asia/Ho_Chi_Minh'),
  state: fc.constantFrom('scheduled', 'postponed', 'cancelled'),
  revision: fc.nat(),
  erasedRsvpCount: fc.nat(),
  searchText: fc.string(),
  createdAt: moment,
});

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
