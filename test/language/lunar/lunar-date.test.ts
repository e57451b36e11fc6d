import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  canChiOf,
  chinaOffset,
  daysOfLunarMonth,
  fromLunarDate,
  type LunarDate,
  lunarNewYearOf,
  lunarYears,
  toLunarDate,
} from '../../../src/language/lunar/index.ts';

const dateOf = (text: string) => Temporal.PlainDate.from(text);
const written = ({ day, month, isLeap, year }: LunarDate) =>
  `${day}/${month}${isLeap ? ' nhuận' : ''}/${year}`;

const leapMonthsOf = (year: number) =>
  Array.from({ length: 12 }, (_, at) => at + 1).filter((month) =>
    daysOfLunarMonth({ year, month, isLeap: true }),
  );

describe('the lunar calendar of Vietnam', () => {
  test('converts every day from 1900 to 2100 and back', () => {
    let previous: LunarDate | undefined;
    const wrong: string[] = [];
    const last = dateOf('2100-12-31');
    // Before that day it is still the lunar year 1899.
    let date = lunarNewYearOf(lunarYears.first);
    while (Temporal.PlainDate.compare(date, last) <= 0) {
      const lunar = toLunarDate(date);
      const back = fromLunarDate(lunar);
      const follows =
        previous === undefined ||
        (lunar.day === 1
          ? previous.day >= 29 &&
            (lunar.month === (previous.month % 12) + 1 || (lunar.isLeap && !previous.isLeap))
          : lunar.day === previous.day + 1 && lunar.month === previous.month);
      if (!back?.equals(date) || !follows) wrong.push(`${date} ${written(lunar)} ${back}`);
      previous = lunar;
      date = date.add({ days: 1 });
    }
    expect(wrong).toEqual([]);
  });

  // Years in which Vietnam and China began the year on different days, and those of a few other sources.
  test.each([
    [1968, '1968-01-29', '1968-01-30'],
    [1985, '1985-01-21', '1985-02-20'],
    [2007, '2007-02-17', '2007-02-18'],
    [2025, '2025-01-29', '2025-01-29'],
    [2026, '2026-02-17', '2026-02-17'],
    [2027, '2027-02-06', '2027-02-06'],
    [2028, '2028-01-26', '2028-01-26'],
    [2029, '2029-02-13', '2029-02-13'],
    [2030, '2030-02-02', '2030-02-03'],
    [2053, '2053-02-18', '2053-02-19'],
  ])('begins the year %i on %s, and China on %s', (year, vietnam, china) => {
    expect(String(lunarNewYearOf(year))).toBe(vietnam);
    expect(String(lunarNewYearOf(year, chinaOffset))).toBe(china);
  });

  test('differs from China at the new year in these years alone', () => {
    const differing = Array.from({ length: 133 }, (_, at) => 1968 + at).filter(
      (year) => !lunarNewYearOf(year).equals(lunarNewYearOf(year, chinaOffset)),
    );
    expect(differing).toEqual([1968, 1969, 1985, 2007, 2030, 2053]);
  });

  test.each([
    [1984, undefined],
    [1985, 2],
    [1987, 7],
    [2004, 2],
    [2006, 7],
    [2009, 5],
    [2012, 4],
    [2014, 9],
    [2017, 6],
    [2020, 4],
    [2023, 2],
    [2025, 6],
    [2026, undefined],
    [2028, 5],
    [2031, 3],
    [2033, 11],
    [2036, 6],
  ])('has in %i the leap month %s', (year, month) => {
    expect(leapMonthsOf(year)).toEqual(month === undefined ? [] : [month]);
  });

  test.each([
    ['10/3/2026', '2026-04-26'],
    ['15/8/2026', '2026-09-25'],
    ['1/6 nhuận/2025', '2025-07-25'],
    ['29/12/2026', '2027-02-05'],
    ['23/12/2025', '2026-02-10'],
    ['15/7/2026', '2026-08-27'],
    ['1/6/1967', '1967-07-08'],
  ])('has %s on %s', (lunar, date) => {
    expect(written(toLunarDate(dateOf(date)))).toBe(lunar);
  });

  test('knows no day that does not exist', () => {
    const day = (year: number, month: number, number: number, isLeap = false) =>
      fromLunarDate({ year, month, isLeap, day: number });
    expect(day(2026, 12, 30)).toBeUndefined();
    expect(day(2026, 6, 1, true)).toBeUndefined();
    expect(day(2026, 13, 1)).toBeUndefined();
    expect(day(2026, 1, 0)).toBeUndefined();
    expect(day(2026, 1, 31)).toBeUndefined();
    expect(daysOfLunarMonth({ year: 2026, month: 5, isLeap: true })).toBeUndefined();
    expect(() => toLunarDate(dateOf('1899-12-31'))).toThrow(RangeError);
    expect(() => lunarNewYearOf(2101)).toThrow(RangeError);
  });

  test('gives each year months without a gap, at most one of them a leap month', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1900, max: 2099 }), (year) => {
        const months = Array.from({ length: 12 }, (_, at) => at + 1).flatMap((month) =>
          [false, true].flatMap((isLeap) => {
            const days = daysOfLunarMonth({ year, month, isLeap });
            return days ? [days] : [];
          }),
        );
        expect(leapMonthsOf(year).length).toBeLessThanOrEqual(1);
        expect(String(months[0]?.from)).toBe(String(lunarNewYearOf(year)));
        for (const [index, { until, from }] of months.entries()) {
          const next = months[index + 1]?.from ?? lunarNewYearOf(year + 1);
          expect(String(until)).toBe(String(next));
          expect([29, 30]).toContain(from.until(until).days);
        }
      }),
      { numRuns: 60 },
    );
  });
});

test.each([
  [1968, 'Mậu Thân'],
  [1975, 'Ất Mão'],
  [1984, 'Giáp Tý'],
  [2023, 'Quý Mão'],
  [2024, 'Giáp Thìn'],
  [2025, 'Ất Tỵ'],
  [2026, 'Bính Ngọ'],
  [2027, 'Đinh Mùi'],
  [2028, 'Mậu Thân'],
])('names the year %i %s', (year, name) => {
  expect(canChiOf(year)).toBe(name);
});
