import { expect, test } from 'vitest';
import { announcementMessages } from '../../src/events/announcements/announcement-messages.ts';
import { inlineCardMessage } from '../../src/events/inline-cards/card-messages.ts';
import { withLunarDay } from '../../src/events/lunar-day-view.ts';
import { translators } from '../../src/language/catalogue.ts';
import { eventFixture } from '../support/fixtures/events.ts';

const now = Temporal.Instant.from('2026-11-24T02:00:00Z');
const zone = 'Asia/Ho_Chi_Minh';
const { t } = translators.vi;
const wanted = { showsLunarDates: true };
const event = eventFixture({
  zone,
  startsAt: new Date('2026-12-04T18:00:00Z'),
  endsAt: new Date('2026-12-04T19:00:00Z'),
});
const note = (changes: Parameters<typeof eventFixture>[0], readerZone = zone) =>
  [withLunarDay({ ...event, ...changes }, '', { t, zone: readerZone, community: wanted })]
    .flat()
    .join('');

test('the lunar day is that of the day which is shown', () => {
  expect(note({})).toBe(' · âm lịch 27/10');
  expect(note({}, 'Europe/Paris')).toBe(' · âm lịch 26/10');
  expect(note({ allDay: true, startsAt: new Date('2026-12-03T17:00:00Z') }, 'Europe/Paris')).toBe(
    ' · âm lịch 26/10',
  );
});

test('events without a date have none, and nobody who does not want them', () => {
  expect(note({ state: 'postponed' })).toBe('');
  expect(withLunarDay(event, 'x', { t, zone, community: { showsLunarDates: false } })).toBe('x');
  expect(withLunarDay(event, 'x', { t, zone })).toBe('x');
});

test('announcements and cards in other chats have it', () => {
  const links = { bot: undefined, page: undefined };
  const card = (showsLunarDates: boolean) =>
    JSON.stringify(
      inlineCardMessage(
        event,
        { name: 'Huế', showsLunarDates },
        { locale: 'en', now, links, isDated: false },
      ),
    );
  expect(JSON.stringify(announcementMessages(event, now, { community: wanted }).vi)).toContain(
    'âm lịch 27/10',
  );
  expect(JSON.stringify(announcementMessages(event, now).vi)).not.toContain('âm lịch');
  expect(card(true)).toContain('lunar 27/10');
  expect(card(false)).not.toContain('lunar');
});
