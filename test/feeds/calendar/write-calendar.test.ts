import { describe, expect, test } from 'vitest';
import type { CalendarEntry } from '../../../src/context/modules/calendar-source.ts';
import { type CalendarFeed, writeCalendar } from '../../../src/feeds/calendar/write-calendar.ts';
import { calendarEntryFixture } from '../../support/fixtures/calendar-entries.ts';

/** The file's lines, unfolded. */
const linesOf = (changes: Partial<CalendarEntry>, feed?: CalendarFeed) =>
  writeCalendar([calendarEntryFixture(changes)], feed)
    .replaceAll('\r\n ', '')
    .split('\r\n');

describe('a calendar file', () => {
  test('gives the times of an event in its zone, with the zone, and the revision', () => {
    expect(linesOf({ description: 'Nguồn', url: 'https://example.org/lich' })).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Callboard//Callboard//EN',
      'CALSCALE:GREGORIAN',
      'METHOD:PUBLISH',
      'BEGIN:VTIMEZONE',
      'TZID:Asia/Ho_Chi_Minh',
      'BEGIN:STANDARD',
      'DTSTART:19750613T000000',
      'TZOFFSETFROM:+0800',
      'TZOFFSETTO:+0700',
      'TZNAME:+0700',
      'END:STANDARD',
      'END:VTIMEZONE',
      'BEGIN:VEVENT',
      'UID:0199aaaa-0000-7000-8000-000000000001@callboard',
      'DTSTAMP:20261124T020000Z',
      'CREATED:20261101T000000Z',
      'LAST-MODIFIED:20261124T020000Z',
      'SEQUENCE:2',
      'STATUS:CONFIRMED',
      'DTSTART;TZID=Asia/Ho_Chi_Minh:20261128T193000',
      'DTEND;TZID=Asia/Ho_Chi_Minh:20261128T210000',
      'SUMMARY:Liên hoan Phim',
      'DESCRIPTION:Nguồn',
      'URL:https://example.org/lich',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ]);
  });

  test('gives whole days as dates in the zone of the event, without a zone, with an exclusive end', () => {
    const lines = linesOf({
      isAllDay: true,
      startsAt: new Date('2026-11-27T17:00:00Z'),
      endsAt: new Date('2026-11-29T17:00:00Z'),
    });
    expect(lines).toContain('DTSTART;VALUE=DATE:20261128');
    expect(lines).toContain('DTEND;VALUE=DATE:20261130');
    expect(lines).not.toContain('BEGIN:VTIMEZONE');
  });

  test('omits an unknown end', () => {
    const lines = linesOf({ endsAt: calendarEntryFixture().startsAt });
    expect(lines.filter((line) => line.startsWith('DTEND'))).toEqual([]);
  });

  test.each([
    ['cancelled', 'STATUS:CANCELLED'],
    ['tentative', 'STATUS:TENTATIVE'],
  ] as const)('keeps an event that is %s', (status, line) => {
    expect(linesOf({ status })).toContain(line);
  });

  test('spells a zone in one way', () => {
    const lines = linesOf({ zone: 'asia/ho_chi_minh' });
    expect(lines).toContain('TZID:Asia/Ho_Chi_Minh');
    expect(lines).toContain('DTSTART;TZID=Asia/Ho_Chi_Minh:20261128T193000');
  });

  test.each(['', 'Mars/Olympus', 'UTC'])('gives times in UTC for the zone “%s”', (zone) => {
    const lines = linesOf({ zone });
    expect(lines).toContain('DTSTART:20261128T123000Z');
    expect(lines).not.toContain('BEGIN:VTIMEZONE');
  });

  test.each([
    ['2026-10-25T00:30:00Z', 'DTSTART:20261025T003000Z'],
    ['2026-10-25T01:30:00Z', 'DTSTART:20261025T013000Z'],
    ['2026-10-25T02:30:00Z', 'DTSTART;TZID=Europe/Berlin:20261025T033000'],
  ])(
    'gives %s, in the night in which clocks go back, in UTC while it has two names',
    (start, line) => {
      const endsAt = new Date('2026-10-25T05:00:00Z');
      expect(linesOf({ zone: 'Europe/Berlin', startsAt: new Date(start), endsAt })).toContain(line);
    },
  );

  test('leaves out an address that is none, and an event whose dates cannot be represented', () => {
    expect(linesOf({ url: 'javascript' }).filter((line) => line.startsWith('URL'))).toEqual([]);
    expect(linesOf({ startsAt: new Date(Number.NaN) })).not.toContain('BEGIN:VEVENT');
  });

  test('says what a feed is called and when to look again', () => {
    const lines = linesOf({}, { name: 'Nhà làm phim, Huế', refreshMinutes: 60 });
    expect(lines).toContain('NAME:Nhà làm phim\\, Huế');
    expect(lines).toContain('X-WR-CALNAME:Nhà làm phim\\, Huế');
    expect(lines).toContain('REFRESH-INTERVAL;VALUE=DURATION:PT60M');
    expect(lines).toContain('X-PUBLISHED-TTL:PT60M');
  });

  test('writes a series with the times that are left out, and one that was moved', () => {
    const series = linesOf({
      recurrence: {
        rule: 'FREQ=WEEKLY;COUNT=5',
        excluded: [new Date('2026-12-05T12:30:00Z')],
      },
    });
    expect(series).toContain('RRULE:FREQ=WEEKLY;COUNT=5');
    expect(series).toContain('EXDATE;TZID=Asia/Ho_Chi_Minh:20261205T193000');
    const moved = linesOf({ replaces: new Date('2026-12-12T12:30:00Z') });
    expect(moved).toContain('RECURRENCE-ID;TZID=Asia/Ho_Chi_Minh:20261212T193000');
  });
});
