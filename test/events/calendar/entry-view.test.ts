import { expect, test } from 'vitest';
import { eventCalendarEntry } from '../../../src/events/calendar/entry-view.ts';
import { translators } from '../../../src/language/catalogue.ts';
import { eventFixture } from '../../support/fixtures/events.ts';

const reader = {
  ...translators.en,
  zone: 'Asia/Ho_Chi_Minh',
  now: Temporal.Instant.from('2026-11-24T02:00:00Z'),
};

test('shows an event in the reader’s language, with its source and its link', () => {
  const event = eventFixture({
    summary: 'Chiếu ngoài trời',
    sourceUrl: 'https://example.org/nguon',
    translations: { en: { title: 'Film festival' } },
  });
  expect(eventCalendarEntry(event, reader)).toMatchObject({
    uid: `${event.id}@callboard`,
    sequence: 2,
    status: 'confirmed',
    title: 'Film festival',
    description: 'Chiếu ngoài trời\n\nSource: https://example.org/nguon',
    url: 'https://example.org/nguon',
  });
  const linked = eventFixture({ linkUrl: 'https://example.org/ve', sourceUrl: event.sourceUrl });
  expect(eventCalendarEntry(linked, reader).url).toBe('https://example.org/ve');
});

test('says in the title, too, that an event is cancelled or postponed', () => {
  expect(eventCalendarEntry(eventFixture({ state: 'cancelled' }), reader)).toMatchObject({
    status: 'cancelled',
    title: '[CANCELLED] Liên hoan Phim',
  });
  const postponed = eventCalendarEntry(eventFixture({ state: 'postponed' }), reader);
  expect(postponed).toMatchObject({ status: 'tentative', title: '[POSTPONED] Liên hoan Phim' });
  expect(postponed.description).toMatch(/^new date to be announced \(was .*28 November/);
});

test('does not change when an event is over', () => {
  const later = { ...reader, now: Temporal.Instant.from('2027-11-24T02:00:00Z') };
  const event = eventFixture();
  expect(eventCalendarEntry(event, later)).toEqual(eventCalendarEntry(event, reader));
});
