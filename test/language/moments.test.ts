import { describe, expect, test } from 'vitest';
import { readDateTime, readDuration, readTime } from '../../src/language/periods/index.ts';
import { now, show, spellings, withoutMarks } from './read.ts';

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
  ])('%s', (text, moment) => {
    for (const spelling of [...spellings(text), ...spellings(withoutMarks(text))])
      expect(show(readDateTime(spelling, { now })), spelling).toBe(moment);
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
    ['19h30 ngày mai nhé', 'unreadableMoment'],
    ['', 'unreadableMoment'],
  ])('refuses “%s”: %s', (text, error) => {
    expect(show(readDateTime(text, { now }))).toBe(error);
  });

  test('a time from now follows the clocks of the zone', () => {
    const beforeChange = Temporal.ZonedDateTime.from('2026-03-08T01:30[America/New_York]');
    expect(show(readDateTime('in 1 hour', { now: beforeChange }))).toBe('2026-03-08 03:30');
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
    ['19:60', 'impossibleTime'],
    ['19:30:75', 'unreadableTime'],
    ['8 rưỡi', 'ambiguousTime'],
    ['7', 'unreadableTime'],
    ['tối', 'unreadableTime'],
    ['19h30 mai', 'unreadableTime'],
  ])('%s', (text, time) => {
    for (const spelling of [...spellings(text), ...spellings(withoutMarks(text))])
      expect(show(readTime(spelling)), spelling).toBe(time);
  });
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
    for (const spelling of [...spellings(text), ...spellings(withoutMarks(text))])
      expect(show(readDuration(spelling)), spelling).toBe(duration);
  });
});
