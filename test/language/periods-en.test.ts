import { describe, expect, test } from 'vitest';
import { readDate, readPeriod } from '../../src/language/periods/index.ts';
import { show, spellings, today } from './read.ts';

const onTuesday: [text: string, days: string][] = [
  ['today', '2026-11-24'],
  ['2026-12-01', '2026-12-01'],
  ['2026/2/9', '2026-02-09'],
  ['tomorrow at 7pm', '2026-11-25'],
  ['end of month', '2026-11-21 2026-11-30'],
  ['the end of next month', '2026-12-21 2026-12-31'],
  ['early December', '2026-12-01 2026-12-10'],
  ['tonight', '2026-11-24'],
  ['this evening', '2026-11-24'],
  ['tomorrow', '2026-11-25'],
  ['tomorrow morning', '2026-11-25'],
  ['the day after tomorrow', '2026-11-26'],
  ['yesterday', '2026-11-23'],
  ['this week', '2026-11-23 2026-11-29'],
  ['next week', '2026-11-30 2026-12-06'],
  ['the week after next', '2026-12-07 2026-12-13'],
  ['last week', '2026-11-16 2026-11-22'],
  ['weekend', '2026-11-28 2026-11-29'],
  ['the weekend', '2026-11-28 2026-11-29'],
  ['this weekend', '2026-11-28 2026-11-29'],
  ['next weekend', '2026-12-05 2026-12-06'],
  ['this month', '2026-11-01 2026-11-30'],
  ['next month', '2026-12-01 2026-12-31'],
  ['this year', '2026-01-01 2026-12-31'],
  ['next year', '2027-01-01 2027-12-31'],
  ['this quarter', '2026-10-01 2026-12-31'],
  ['Q1', '2027-01-01 2027-03-31'],
  ['December', '2026-12-01 2026-12-31'],
  ['Dec', '2026-12-01 2026-12-31'],
  ['November', '2026-11-01 2026-11-30'],
  ['October', '2027-10-01 2027-10-31'],
  ['February 2028', '2028-02-01 2028-02-29'],
  ['December next year', '2027-12-01 2027-12-31'],
  ['12/2026', '2026-12-01 2026-12-31'],
  ['2026-12', '2026-12-01 2026-12-31'],
  ['2027', '2027-01-01 2027-12-31'],
  ['Tuesday', '2026-11-24'],
  ['Friday', '2026-11-27'],
  ['on Friday', '2026-11-27'],
  ['Fri.', '2026-11-27'],
  ['Monday', '2026-11-30'],
  ['this Friday', '2026-11-27'],
  ['next Friday', '2026-12-04'],
  ['next Tuesday', '2026-12-01'],
  ['Friday next week', '2026-12-04'],
  ['Friday of next week', '2026-12-04'],
  ['next week Friday', '2026-12-04'],
  ['Saturday evening', '2026-11-28'],
  ['in 3 days', '2026-11-27'],
  ['in two weeks', '2026-12-08'],
  ['in a month', '2026-12-24'],
  ['3 days from now', '2026-11-27'],
  ['3 days ago', '2026-11-21'],
  ['next 7 days', '2026-11-24 2026-11-30'],
  ['the next two weeks', '2026-11-24 2026-12-07'],
  ['24/11', '2026-11-24'],
  ['23/11', '2027-11-23'],
  ['21/11', '2027-11-21'],
  ['25/11', '2026-11-25'],
  ['25-11', '2026-11-25'],
  ['25.11', '2026-11-25'],
  ['1.5', '2027-05-01'],
  ['25 / 11', '2026-11-25'],
  ['05/01', '2027-01-05'],
  ['21/11/2026', '2026-11-21'],
  ['21/11/26', '2026-11-21'],
  ['21.11.2026', '2026-11-21'],
  ['2026-11-21', '2026-11-21'],
  ['21 November', '2027-11-21'],
  ['November 21', '2027-11-21'],
  ['Nov 25', '2026-11-25'],
  ['25 Nov. 2026', '2026-11-25'],
  ['November 21st, 2026', '2026-11-21'],
  ['the 21st of November 2026', '2026-11-21'],
  ['Saturday 28 November', '2026-11-28'],
  ['Sat, 28 Nov 2026', '2026-11-28'],
  ['the 25th', '2026-11-25'],
  ['the 5th', '2026-12-05'],
  ['31st', '2026-12-31'],
  ['the 5th of next month', '2026-12-05'],
  ['21-25/11', '2026-11-21 2026-11-25'],
  ['26-28/11/2027', '2027-11-26 2027-11-28'],
  ['21–25 November', '2026-11-21 2026-11-25'],
  ['November 21-25', '2026-11-21 2026-11-25'],
  ['November 21-25, 2027', '2027-11-21 2027-11-25'],
  ['from 21 to 25 November', '2026-11-21 2026-11-25'],
  ['between 21 and 25 November', '2026-11-21 2026-11-25'],
  ['21/11 - 3/12', '2026-11-21 2026-12-03'],
  ['28/12 - 3/1', '2026-12-28 2027-01-03'],
  ['28/12 - 3/1/2028', '2027-12-28 2028-01-03'],
  ['Friday to Sunday', '2026-11-27 2026-11-29'],
  ['Sat - Mon', '2026-11-28 2026-11-30'],
  ['today until Friday', '2026-11-24 2026-11-27'],
  ['Nov - Feb', '2026-11-01 2027-02-28'],
  ['Sat 28 – Sun 29 November', '2026-11-28 2026-11-29'],
  ['Thu 3 – Sat 5 December', '2026-12-03 2026-12-05'],
  ['Friday tuần sau', '2026-12-04'],
  ['this 25 December', '2026-12-25'],
  ['this December 25', '2026-12-25'],
  ['in December', '2026-12-01 2026-12-31'],
  ['in 2027', '2027-01-01 2027-12-31'],
  ['during this week', '2026-11-23 2026-11-29'],
  ['during 21-25/12', '2026-12-21 2026-12-25'],
  ['on the weekend', '2026-11-28 2026-11-29'],
  ['over the weekend', '2026-11-28 2026-11-29'],
  ['at the weekend', '2026-11-28 2026-11-29'],
  ['25/12 (Friday)', '2026-12-25'],
];

const refused: [text: string, error: string][] = [
  ['', 'unreadable'],
  ['   ', 'unreadable'],
  ['soon', 'unreadable'],
  ['21/11 or so', 'unreadable'],
  ['tomorrow tomorrow', 'unreadable'],
  ['next Friday maybe', 'unreadable'],
  ['21', 'unreadable'],
  ['next 0 days', 'unreadable'],
  ['🎬 today', 'unreadable'],
  ['31/2', 'impossible'],
  ['13/25', 'impossible'],
  ['11/21', 'impossible'],
  ['0/5', 'impossible'],
  ['29/2/2027', 'impossible'],
  ['31 November', 'impossible'],
  ['2026-02-30', 'impossible'],
  ['30-31/11', 'impossible'],
  ['25/11 - 21/11', 'backwards'],
  ['25-21/11', 'backwards'],
  ['25/11/2026 - 21/11/2026', 'backwards'],
  ['today - 1/11', 'backwards'],
  ['next week - this week', 'backwards'],
  ['Friday 28 November', 'weekday'],
  ['Sat 28 – Mon 29 November', 'weekday'],
  ['next December', 'ambiguous'],
  ['thu 3 - 5/12', 'ambiguous'],
];

describe('periods in English, on a Tuesday', () => {
  test.each(onTuesday)('%s', (text, days) => {
    for (const spelling of spellings(text))
      expect(show(readPeriod(spelling, { today })), spelling).toBe(days);
  });

  test.each(refused)('refuses “%s”: %s', (text, error) => {
    expect(show(readPeriod(text, { today }))).toBe(error);
  });
});

const onOtherDays: [today: string, text: string, days: string][] = [
  ['2026-11-29', 'this weekend', '2026-11-28 2026-11-29'],
  ['2026-11-29', 'next weekend', '2026-12-05 2026-12-06'],
  ['2026-11-29', 'this week', '2026-11-23 2026-11-29'],
  ['2026-11-29', 'next week', '2026-11-30 2026-12-06'],
  ['2026-11-29', 'Sunday', '2026-11-29'],
  ['2026-11-29', 'next Sunday', '2026-12-06'],
  ['2026-11-29', 'next Friday', '2026-12-04'],
  // What lies behind is no “this”: the coming one is meant.
  ['2026-11-29', 'this Friday', '2026-12-04'],
  ['2026-11-29', 'thứ 7 này', '2026-12-05'],
  ['2026-11-29', 'CN này', '2026-11-29'],
  ['2026-11-29', 'last Friday', 'ambiguous'],
  ['2026-11-30', 'this weekend', '2026-12-05 2026-12-06'],
  ['2026-12-31', 'tomorrow', '2027-01-01'],
  ['2026-12-31', 'next month', '2027-01-01 2027-01-31'],
  ['2026-12-31', 'next week', '2027-01-04 2027-01-10'],
  ['2026-12-31', 'this week', '2026-12-28 2027-01-03'],
  ['2026-12-31', '31/12', '2026-12-31'],
  ['2026-12-31', '1/1', '2027-01-01'],
  ['2026-12-31', '28/12 - 3/1', '2026-12-28 2027-01-03'],
  ['2027-01-02', '28/12 - 3/1', '2026-12-28 2027-01-03'],
  ['2027-01-04', '28/12 - 3/1', '2027-12-28 2028-01-03'],
  ['2027-01-31', 'in a month', '2027-02-28'],
  ['2027-01-31', 'next month', '2027-02-01 2027-02-28'],
  ['2027-01-31', 'the 30th', '2027-03-30'],
  ['2027-02-28', 'tomorrow', '2027-03-01'],
  ['2028-02-28', 'tomorrow', '2028-02-29'],
  ['2028-02-29', '29/2', '2028-02-29'],
  ['2028-03-01', '29/2', '2032-02-29'],
  ['2027-06-01', '29/2 - 1/3', '2028-02-29 2028-03-01'],
  ['2097-01-01', '29/2', '2104-02-29'],
  ['2026-06-15', 'next December', 'ambiguous'],
  ['2026-12-15', 'next March', '2027-03-01 2027-03-31'],
];

describe('periods on other days', () => {
  test.each(onOtherDays)('on %s, %s', (day, text, days) => {
    expect(show(readPeriod(text, { today: Temporal.PlainDate.from(day) }))).toBe(days);
  });
});

describe('one day', () => {
  test.each([
    ['next Friday', '2026-12-04'],
    ['tonight', '2026-11-24'],
    ['this weekend', 'several'],
    ['December', 'several'],
    ['21-25/11', 'several'],
    ['next week', 'several'],
    ['sometime', 'unreadableDay'],
    ['31/2', 'impossible'],
  ])('%s', (text, day) => {
    expect(show(readDate(text, { today }))).toBe(day);
  });

  test('a wrong weekday is named with the right one', () => {
    expect(readDate(' Thursday 5 March ', { today })).toEqual({
      ok: false,
      key: 'dates.errors.weekday',
      params: { text: 'Thursday 5 March', date: '5/3/2027', weekday: 5 },
    });
  });

  test('both meanings of an ambiguous text are named', () => {
    expect(readDate('thứ sáu tới', { today })).toMatchObject({
      params: { first: '27/11/2026', second: '4/12/2026' },
    });
  });
});
