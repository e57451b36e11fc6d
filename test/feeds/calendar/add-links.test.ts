import { expect, test } from 'vitest';
import { googleCalendarUrl, outlookCalendarUrl } from '../../../src/feeds/calendar/add-links.ts';
import { calendarEntryFixture } from '../../support/fixtures/calendar-entries.ts';

const parametersOf = (url: string) => Object.fromEntries(new URL(url).searchParams);

const entry = calendarEntryFixture({ place: 'Số 1, Lê Lợi & Huế', description: 'Cùng xem' });
const days = calendarEntryFixture({
  isAllDay: true,
  startsAt: new Date('2026-11-27T17:00:00Z'),
  endsAt: new Date('2026-11-29T17:00:00Z'),
});

test('opens Google Calendar with the times and texts', () => {
  expect(parametersOf(googleCalendarUrl(entry))).toEqual({
    action: 'TEMPLATE',
    dates: '20261128T123000Z/20261128T140000Z',
    ctz: 'Asia/Ho_Chi_Minh',
    text: 'Liên hoan Phim',
    location: 'Số 1, Lê Lợi & Huế',
    details: 'Cùng xem',
  });
  expect(parametersOf(googleCalendarUrl(days))).toMatchObject({ dates: '20261128/20261130' });
});

test('opens Outlook with the times and texts', () => {
  expect(parametersOf(outlookCalendarUrl(entry))).toEqual({
    rru: 'addevent',
    startdt: '2026-11-28T12:30:00Z',
    enddt: '2026-11-28T14:00:00Z',
    subject: 'Liên hoan Phim',
    location: 'Số 1, Lê Lợi & Huế',
    body: 'Cùng xem',
  });
  expect(parametersOf(outlookCalendarUrl(days))).toMatchObject({
    startdt: '2026-11-28',
    enddt: '2026-11-30',
    allday: 'true',
  });
});

test.each([googleCalendarUrl, outlookCalendarUrl])('fits into a button of Discord: %s', (urlOf) => {
  const long = urlOf({ ...entry, description: 'ế'.repeat(1500) });
  expect(long.length).toBeLessThanOrEqual(512);
  expect(Object.values(parametersOf(long))).toContain('Số 1, Lê Lợi & Huế');
  const title = urlOf({ ...entry, title: 'Đề cử 👨‍👩‍👧 '.repeat(20) });
  expect(title.length).toBeLessThanOrEqual(512);
  expect(Object.values(parametersOf(title)).join()).toMatch(/Đề cử.*…/);
});
