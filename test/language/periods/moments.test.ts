import { describe, expect, test } from 'vitest';
import { readDateTime, readDuration, readTime } from '../../../src/language/periods/index.ts';
import {
  formatReading,
  tuesdayAtTen,
  typedVariants,
  withoutDiacritics,
} from '../reading-fixture.ts';

describe('a day and a time, on Tuesday 24 November at 10:00', () => {
  test.each([
    ['19h30 ngày mai', '2026-11-25 19:30'],
    ['ngày mai lúc 19h30', '2026-11-25 19:30'],
    ['19g30 mai', '2026-11-25 19:30'],
    ['tomorrow 19:30', '2026-11-25 19:30'],
    ['tomorrow at 7:30 pm', '2026-11-25 19:30'],
    ['7:30 p.m. tomorrow', '2026-11-25 19:30'],
    ['thứ bảy 9h sáng', '2026-11-28 09:00'],
    ['9 giờ sáng thứ bảy', '2026-11-28 09:00'],
    ['28/11 14h', '2026-11-28 14:00'],
    ['14h 28/11', '2026-11-28 14:00'],
    ['14h ngày 28 tháng 11', '2026-11-28 14:00'],
    ['9h 5/12', '2026-12-05 09:00'],
    ['2026-11-28 14:00', '2026-11-28 14:00'],
    ['2026-11-28T14:00:00', '2026-11-28 14:00'],
    ['8 rưỡi tối mai', '2026-11-25 20:30'],
    ['next Friday 7pm', '2026-12-04 19:00'],
    ['trưa mai', '2026-11-25 12:00'],
    ['noon tomorrow', '2026-11-25 12:00'],
    ['tối nay', '2026-11-24'],
    ['tonight', '2026-11-24'],
    ['ngày mai', '2026-11-25'],
    ['8h tối nay', '2026-11-24 20:00'],
    ['tối nay lúc 8h', '2026-11-24 20:00'],
    ['tonight at 8', '2026-11-24 20:00'],
    ['7h tối mai', '2026-11-25 19:00'],
    ['tối mai 7 giờ rưỡi', '2026-11-25 19:30'],
    ['2h sáng mai', '2026-11-25 02:00'],
    ['12h trưa mai', '2026-11-25 12:00'],
    ['1h trưa mai', '2026-11-25 13:00'],
    ['3h chiều thứ sáu tuần sau', '2026-12-04 15:00'],
    ['28/11 tối 8h', '2026-11-28 20:00'],
    ['19:30', '2026-11-24 19:30'],
    ['9:00', '2026-11-25 09:00'],
    ['10:00', '2026-11-24 10:00'],
    ['in 2 hours', '2026-11-24 12:00'],
    ['30 phút nữa', '2026-11-24 10:30'],
    ['15 tiếng nữa', '2026-11-25 01:00'],
    ['Saturday 28 November, 19:30', '2026-11-28 19:30'],
    ['19:30 thứ Bảy 28/11', '2026-11-28 19:30'],
    ['8pm tối nay', '2026-11-24 20:00'],
    ['19h30 thứ 7 này', '2026-11-28 19:30'],
    ['T7 này 19h30', '2026-11-28 19:30'],
    ['vào tối nay lúc 8h', '2026-11-24 20:00'],
    ['bảy giờ tối mai', '2026-11-25 19:00'],
    ['seven pm tomorrow', '2026-11-25 19:00'],
    ['24h', '2026-11-25 00:00'],
    ['"Saturday 8pm EST"', '2026-11-29 08:00'],
    ['“<t:1796900000:F>”', '2026-12-10 17:53'],
    ['24h mai', '2026-11-26 00:00'],
    ['24:00 30/12', '2026-12-31 00:00'],
    ['24h đêm 31/12', '2027-01-01 00:00'],
    ['8 giờ kém 15', '2026-11-25 07:45'],
    ['8h kém 15 tối nay', '2026-11-24 19:45'],
    ['tám giờ kém mười lăm phút tối mai', '2026-11-25 19:45'],
    ['half past 7 pm', '2026-11-24 19:30'],
    ['half past seven tomorrow evening', '2026-11-25 19:30'],
    ['quarter to 8 pm', '2026-11-24 19:45'],
    ['a quarter past 7pm tomorrow', '2026-11-25 19:15'],
    ['10 to 8 pm', '2026-11-24 19:50'],
    ['nửa tiếng nữa', '2026-11-24 10:30'],
    ['trong nửa tiếng nữa', '2026-11-24 10:30'],
    ['in half an hour', '2026-11-24 10:30'],
    ['an hour and a half from now', '2026-11-24 11:30'],
    ['1 tiếng rưỡi nữa', '2026-11-24 11:30'],
    ['in 1h30', '2026-11-24 11:30'],
    ['2 tiếng 15 phút nữa', '2026-11-24 12:15'],
    ['19:30 - 25/12/2026', '2026-12-25 19:30'],
    ['25/12 – 19h30', '2026-12-25 19:30'],
    ['25/12 | 19h30', '2026-12-25 19:30'],
    ['30/11 (thứ hai) 9:00', '2026-11-30 09:00'],
    ['9:00 (Mon) 30/11', '2026-11-30 09:00'],
    ['20h giờ Nhật', '2026-11-24 18:00'],
    ['20h mai giờ Việt Nam', '2026-11-25 20:00'],
    ['8pm EST', '2026-11-25 08:00'],
    ['8pm EST, 1 Dec', '2026-12-02 08:00'],
    ['8pm EDT 15/7/2027', '2027-07-16 07:00'],
    ['8pm Tokyo time 30 December', '2026-12-30 18:00'],
    ['19:30 (GMT+7) 30/12', '2026-12-30 19:30'],
    ['7pm UTC tomorrow', '2026-11-26 02:00'],
    ['8 giờ Nhật', '2026-11-25 06:00'],
    ['8 giờ Nhật 25/12', '2026-12-25 06:00'],
    ['8 giờ sáng Nhật Bản time 25/12', '2026-12-25 06:00'],
    ['mười chín giờ ba mươi', '2026-11-24 19:30'],
    ['hai mươi mốt giờ mười lăm thứ sáu', '2026-11-27 21:15'],
    ['bảy rưỡi tối', '2026-11-24 19:30'],
    ['bảy rưỡi tối mai', '2026-11-25 19:30'],
    ['seven thirty pm tomorrow', '2026-11-25 19:30'],
    ['seven twenty-five pm', '2026-11-24 19:25'],
    ['8pm first Friday of December', '2026-12-04 20:00'],
    ['20h giáng sinh', '2026-12-25 20:00'],
    ["9pm New Year's Eve", '2026-12-31 21:00'],
    ['20h mùng 1 tết', '2027-02-06 20:00'],
  ])('%s', (text, moment) => {
    for (const spelling of [...typedVariants(text), ...typedVariants(withoutDiacritics(text))])
      expect(formatReading(readDateTime(spelling, { now: tuesdayAtTen })), spelling).toBe(moment);
  });

  test.each([
    ['25h mai', 'impossibleTime'],
    ['19:75 tomorrow', 'impossibleTime'],
    ['13pm tomorrow', 'impossibleTime'],
    ['9h chiều mai', 'impossibleTime'],
    ['19:30 31/2', 'impossible'],
    ['tomorrow at 7', 'ambiguousTime'],
    ['12h đêm mai', 'night'],
    ['nửa đêm thứ bảy', 'night'],
    ['1h đêm thứ bảy', 'night'],
    ['thu bay toi 8h', 'ambiguous'],
    ['this weekend', 'several'],
    ['this weekend 19:00', 'several'],
    ['19:30 20:30 tomorrow', 'unreadableMoment'],
    ['tối', 'unreadableMoment'],
    ['19h30 ngày mai gì đó', 'unreadableMoment'],
    ['', 'unreadableMoment'],
    ['30/11 (thứ ba) 9:00', 'weekday'],
    ['30/11 thứ hai thứ hai 9:00', 'unreadableMoment'],
    ['quarter to eight', 'ambiguousTime'],
    ['half past 7 tomorrow', 'ambiguousTime'],
    ['0 giờ kém 15', 'impossibleTime'],
    ['8 giờ kém 75', 'impossibleTime'],
    ['24h30 mai', 'impossibleTime'],
    ['24h sáng mai', 'impossibleTime'],
    ['19:30-21:00 25/12', 'unreadableMoment'],
    // New York's clocks are not at that offset in July, and it is not the same day there as here.
    ['8pm EST 15/7/2027', 'ambiguous'],
    ['8pm EST tomorrow', 'ambiguous'],
    ['Christmas party', 'unreadableMoment'],
    ['seven thirty', 'ambiguousTime'],
    ['bảy rưỡi', 'ambiguousTime'],
    ['until Friday', 'several'],
    ['first week of December', 'several'],
    ['giờ Mỹ', 'zone'],
    ['20h giờ Mỹ', 'zone'],
    ['8pm IST 30/12', 'zone'],
    ['8pm EST EDT', 'zone'],
    ['tomorrow EST', 'unreadableMoment'],
    ['31/2 8pm EST', 'impossible'],
    ['<t:1764500000:F> 8pm', 'unreadableMoment'],
    ['<t:99999999999999999:F>', 'unreadableMoment'],
    ['2026-12-25T25:30Z', 'unreadableMoment'],
  ])('rejects “%s”: %s', (text, error) => {
    expect(formatReading(readDateTime(text, { now: tuesdayAtTen }))).toBe(error);
  });

  test.each([
    ['<t:1796000000:F>', '2026-11-30 07:53'],
    ['<t:1796000000>', '2026-11-30 07:53'],
    ['2026-12-25T19:30Z', '2026-12-26 02:30'],
    ['2026-12-25T19:30:00.000Z', '2026-12-26 02:30'],
    ['2026-12-25T19:30:00-05:00', '2026-12-26 07:30'],
    ['2026-12-25 19:30+0700', '2026-12-25 19:30'],
  ])('reads %s as the same instant for everyone', (text, here) => {
    expect(formatReading(readDateTime(text, { now: tuesdayAtTen }))).toBe(here);
    const there = tuesdayAtTen.withTimeZone('America/New_York');
    const [as, asThere] = [
      readDateTime(text, { now: tuesdayAtTen }),
      readDateTime(text, { now: there }),
    ];
    const instant = (read: typeof as, zone: string) =>
      read.ok &&
      read.value.date.toZonedDateTime({ timeZone: zone, plainTime: read.value.time }).toInstant();
    expect(String(instant(as, tuesdayAtTen.timeZoneId))).toBe(
      String(instant(asThere, 'America/New_York')),
    );
  });

  test('computes a time from now by the clocks of the zone', () => {
    const beforeChange = Temporal.ZonedDateTime.from('2026-03-08T01:30[America/New_York]');
    expect(formatReading(readDateTime('in 1 hour', { now: beforeChange }))).toBe(
      '2026-03-08 03:30',
    );
  });
});

describe('a time of day', () => {
  test.each([
    ['19h30', '19:30'],
    ['19:30', '19:30'],
    ['19.30', '19:30'],
    ['19 giờ 30 phút', '19:30'],
    ['7 giờ 5 phút', '07:05'],
    ['19 giờ', '19:00'],
    ['9:05', '09:05'],
    ['7pm', '19:00'],
    ['7 PM', '19:00'],
    ['7:30 pm', '19:30'],
    ['7.30pm', '19:30'],
    ['12am', '00:00'],
    ['12pm', '12:00'],
    ['7h', '07:00'],
    ['7h tối', '19:00'],
    ['7 giờ 30 tối', '19:30'],
    ['7h rưỡi tối', '19:30'],
    ['lúc 7h sáng', '07:00'],
    ['12h đêm', '00:00'],
    ['noon', '12:00'],
    ['trưa', '12:00'],
    ['nửa đêm', '00:00'],
    ['midnight', '00:00'],
    ['0h', '00:00'],
    ['24:00', 'impossibleTime'],
    ['8 giờ kém 15', '07:45'],
    ['quarter to 8 pm', '19:45'],
    ['half past seven', 'ambiguousTime'],
    ['19:60', 'impossibleTime'],
    ['19:30:75', 'unreadableTime'],
    ['8 rưỡi', 'ambiguousTime'],
    ['7', 'unreadableTime'],
    ['tối', 'unreadableTime'],
    ['19h30 mai', 'unreadableTime'],
  ])('%s', (text, time) => {
    for (const spelling of [...typedVariants(text), ...typedVariants(withoutDiacritics(text))])
      expect(formatReading(readTime(spelling)), spelling).toBe(time);
  });
});

test('accepts 24h as an end and not as a beginning', () => {
  expect(formatReading(readTime('24h', { isEnd: true }))).toBe('00:00');
  expect(formatReading(readTime('24h'))).toBe('impossibleTime');
});

describe('a length of time', () => {
  test.each([
    ['90 phút', 'PT90M'],
    ['90p', 'PT90M'],
    ["45'", 'PT45M'],
    ['2h', 'PT2H'],
    ['1h30', 'PT1H30M'],
    ['1h30m', 'PT1H30M'],
    ['1 giờ 30 phút', 'PT1H30M'],
    ['1 hour and 30 minutes', 'PT1H30M'],
    ['2 days, 3 hours', 'P2DT3H'],
    ['2 days', 'P2D'],
    ['3 ngày', 'P3D'],
    ['hai tuần', 'P2W'],
    ['a week', 'P1W'],
    ['6 tháng', 'P6M'],
    ['1,5 giờ', 'PT1H30M'],
    ['1 tiếng rưỡi', 'PT1H30M'],
    ['an hour and a half', 'PT1H30M'],
    ['nửa tiếng', 'PT30M'],
    ['half an hour', 'PT30M'],
    ['30 giây', 'PT30S'],
    ['2', 'unreadableDuration'],
    ['30 minutes 1 hour', 'unreadableDuration'],
    ['1h 2h', 'unreadableDuration'],
    ['99999 days', 'unreadableDuration'],
    ['a while', 'unreadableDuration'],
    ['', 'unreadableDuration'],
  ])('%s', (text, duration) => {
    for (const spelling of [...typedVariants(text), ...typedVariants(withoutDiacritics(text))])
      expect(formatReading(readDuration(spelling)), spelling).toBe(duration);
  });
});

describe('ambiguous input offers words that are read as what they offer', () => {
  test.each([
    ['half past seven', ['07:30 25/11/2026', '19:30 24/11/2026']],
    ['half past seven tomorrow', ['07:30 25/11/2026', '19:30 25/11/2026']],
    ['bảy rưỡi thứ sáu', ['07:30 27/11/2026', '19:30 27/11/2026']],
    ['8pm EST tomorrow', ['08:00 25/11/2026', '08:00 26/11/2026']],
    [
      '20h giờ Mỹ',
      ['20h giờ New York', '20h giờ Chicago', '20h giờ Denver', '20h giờ Los Angeles'],
    ],
    ['8 giờ Úc', ['8 giờ Sydney', '8 giờ Brisbane', '8 giờ Adelaide', '8 giờ Perth']],
    ['8pm IST', ['8pm Kolkata time', '8pm Dublin time', '8pm Jerusalem time']],
    ['giờ Mỹ', undefined],
    ['hôm nào đó', undefined],
  ])('%s', (text, choices) => {
    const read = readDateTime(text, { now: tuesdayAtTen });
    expect(read.ok ? read.value : read.choices).toEqual(choices);
    for (const choice of choices ?? [])
      expect(readDateTime(choice, { now: tuesdayAtTen }).ok, choice).toBe(true);
  });

  test('keeps a moment of another zone as written', () => {
    for (const text of ['8pm EST', '20h giờ Nhật', '8 giờ Nhật']) {
      const read = readDateTime(text, { now: tuesdayAtTen });
      expect(read.ok && read.value.originalText).toBe(text);
    }
    const own = readDateTime('20h mai', { now: tuesdayAtTen });
    expect(own.ok && own.value.originalText).toBe(undefined);
  });
});

test('keeps a part of a day without a time beside the day', () => {
  const partOf = (text: string) => {
    const read = readDateTime(text, { now: tuesdayAtTen });
    return read.ok ? read.value.partOfDay : read.key;
  };
  expect(['tối mai', 'tomorrow evening', 'sáng thứ bảy', 'evening 25/11/2026'].map(partOf)).toEqual(
    ['evening', 'evening', 'morning', 'evening'],
  );
  expect(['8h tối mai', 'trưa mai', 'ngày mai'].map(partOf)).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
