import { describe, expect, test } from 'vitest';
import {
  formatDate,
  formatDateTime,
  formatDuration,
  formatInstant,
  formatMoment,
  formatPeriod,
  formatTime,
  formatTimeRange,
} from '../../src/language/format-date.ts';
import type { Locale } from '../../src/language/locale.ts';
import { tuesday, tuesdayAtTen } from './reading-fixture.ts';

const zone = 'Asia/Ho_Chi_Minh';
const day = (text: string) => Temporal.PlainDate.from(text);
const at = (text: string) => Temporal.Instant.from(`${text}+07:00`);
const instant = tuesdayAtTen.toInstant();

const both = (say: (locale: Locale) => string) => [say('en'), say('vi')];

describe('formatting a day', () => {
  test.each([
    ['2026-11-28', 'Saturday 28 November', 'thứ Bảy 28/11'],
    ['2026-11-29', 'Sunday 29 November', 'Chủ nhật 29/11'],
    ['2026-11-24', 'Tuesday 24 November', 'thứ Ba 24/11'],
    ['2027-01-01', 'Friday 1 January 2027', 'thứ Sáu 1/1/2027'],
    ['2026-11-23', 'Monday 23 November', 'thứ Hai 23/11'],
    ['2026-01-01', 'Thursday 1 January', 'thứ Năm 1/1'],
    ['2025-12-31', 'Wednesday 31 December 2025', 'thứ Tư 31/12/2025'],
  ])('%s', (date, english, vietnamese) => {
    expect(both((locale) => formatDate(day(date), locale, tuesday))).toEqual([english, vietnamese]);
  });

  test('always adds the year when today is unknown', () => {
    expect(formatDate(day('2026-11-28'), 'en')).toBe('Saturday 28 November 2026');
  });
});

describe('formatting a range of days', () => {
  test.each([
    ['2026-11-28', '2026-11-29', 'Saturday 28 November', 'thứ Bảy 28/11'],
    ['2026-11-28', '2026-11-30', 'Sat 28 – Sun 29 November', 'T7 28/11 – CN 29/11'],
    ['2026-11-23', '2026-11-30', 'Mon 23 – Sun 29 November', 'T2 23/11 – CN 29/11'],
    ['2026-11-30', '2026-12-07', 'Mon 30 November – Sun 6 December', 'T2 30/11 – CN 6/12'],
    ['2026-11-21', '2026-11-23', 'Sat 21 – Sun 22 November', 'T7 21/11 – CN 22/11'],
    ['2025-11-22', '2025-11-24', 'Sat 22 – Sun 23 November 2025', 'T7 22/11 – CN 23/11/2025'],
    [
      '2026-12-28',
      '2027-01-04',
      'Mon 28 December 2026 – Sun 3 January 2027',
      'T2 28/12/2026 – CN 3/1/2027',
    ],
    ['2027-01-02', '2027-01-04', 'Sat 2 – Sun 3 January 2027', 'T7 2/1 – CN 3/1/2027'],
  ])('from %s until %s', (from, until, english, vietnamese) => {
    const period = { from: day(from), until: day(until) };
    expect(both((locale) => formatPeriod(period, locale, tuesday))).toEqual([english, vietnamese]);
  });
});

describe('formatting hours of a day', () => {
  test.each([
    [18, 24, 'Saturday 28 November, evening (18:00–24:00)', 'tối thứ Bảy 28/11 (18:00–24:00)'],
    [18, 28, 'Saturday 28 November, night (18:00–04:00)', 'đêm thứ Bảy 28/11 (18:00–04:00)'],
    [4, 12, 'Saturday 28 November, morning (04:00–12:00)', 'sáng thứ Bảy 28/11 (04:00–12:00)'],
    [20.5, 24, 'Saturday 28 November, after 20:30', 'sau 20:30 thứ Bảy 28/11'],
    [0, 12, 'Saturday 28 November, before 12:00', 'trước 12:00 thứ Bảy 28/11'],
    [22, 26, 'Saturday 28 November, 22:00–02:00', '22:00–02:00 thứ Bảy 28/11'],
  ])('from %s until %s', (from, until, english, vietnamese) => {
    const hours = { from: from * 60, until: until * 60 };
    const period = { from: day('2026-11-28'), until: day('2026-11-29'), hours };
    expect(both((locale) => formatPeriod(period, locale, tuesday))).toEqual([english, vietnamese]);
  });
});

describe('formatting instants', () => {
  test('uses the given zone', () => {
    const start = at('2026-11-28T19:30');
    expect(both((locale) => formatInstant(start, zone, locale, instant))).toEqual([
      'Saturday 28 November, 19:30',
      '19:30 thứ Bảy 28/11',
    ]);
    expect(formatInstant(start, 'America/New_York', 'en', instant)).toBe(
      'Saturday 28 November, 07:30',
    );
  });

  test.each([
    ['2026-11-28T21:00', 'Saturday 28 November, 19:30–21:00', '19:30–21:00 thứ Bảy 28/11'],
    ['2026-11-29T00:00', 'Saturday 28 November, 19:30–00:00', '19:30–00:00 thứ Bảy 28/11'],
    [
      '2026-11-29T01:00',
      'Sat 28 November, 19:30 – Sun 29 November, 01:00',
      '19:30 T7 28/11 – 01:00 CN 29/11',
    ],
    [
      '2027-01-01T01:00',
      'Sat 28 November 2026, 19:30 – Fri 1 January 2027, 01:00',
      '19:30 T7 28/11/2026 – 01:00 T6 1/1/2027',
    ],
  ])('formats a range that ends at %s', (end, english, vietnamese) => {
    const times = { start: at('2026-11-28T19:30'), end: at(end), zone };
    expect(both((locale) => formatTimeRange(times, locale, instant))).toEqual([
      english,
      vietnamese,
    ]);
  });

  test('adds the year to a past range only when it differs', () => {
    const times = { start: at('2026-11-20T19:30'), end: at('2026-11-21T21:00'), zone };
    expect(both((locale) => formatTimeRange(times, locale, instant))).toEqual([
      'Fri 20 November, 19:30 – Sat 21 November, 21:00',
      '19:30 T6 20/11 – 21:00 T7 21/11',
    ]);
  });

  test('formats a moment of a message', () => {
    const say = (style: 'date' | 'time' | 'dateTime' | 'relative', known?: Temporal.Instant) =>
      formatMoment('2026-11-28T12:30:00Z', style, { locale: 'en', zone }, known);
    expect(say('date')).toBe('Saturday 28 November 2026');
    expect(say('time')).toBe('19:30');
    expect(say('dateTime', instant)).toBe('Saturday 28 November, 19:30');
    expect(say('relative')).toBe('Saturday 28 November 2026, 19:30');
    expect(say('relative', instant)).toBe('in 4 days');
    expect(formatMoment('2026-11-24T02:00:00Z', 'relative', { locale: 'vi', zone }, instant)).toBe(
      '1 giờ trước',
    );
  });
});

test('writes times with two digits each', () => {
  expect(formatTime(Temporal.PlainTime.from('09:05:59'))).toBe('09:05');
});

test('writes a day with or without a time', () => {
  const date = day('2026-11-28');
  expect(formatDateTime({ date }, 'vi', tuesday)).toBe('thứ Bảy 28/11');
  expect(formatDateTime({ date, time: Temporal.PlainTime.from('19:30') }, 'vi', tuesday)).toBe(
    '19:30 thứ Bảy 28/11',
  );
});

test.each([
  ['PT90M', '1 hour 30 minutes', '1 tiếng 30 phút'],
  ['PT1M', '1 minute', '1 phút'],
  ['P3D', '3 days', '3 ngày'],
  ['P1W', '1 week', '1 tuần'],
  ['PT36H', '36 hours', '36 tiếng'],
  ['P1DT2H', '1 day 2 hours', '1 ngày 2 tiếng'],
  ['PT45S', '45 seconds', '45 giây'],
  ['PT0S', '0 minutes', '0 phút'],
])('formats the length %s', (duration, english, vietnamese) => {
  const texts = both((locale) => formatDuration(Temporal.Duration.from(duration), locale));
  expect(texts).toEqual([english, vietnamese]);
});
