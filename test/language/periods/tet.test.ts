import { expect, test } from 'vitest';
import { readDateTime, readPeriod } from '../../../src/language/periods/index.ts';
import {
  lunarNewYearOf,
  lunarNewYearRange,
} from '../../../src/language/periods/resolve/lunar-new-year.ts';
import { formatReading } from '../reading-fixture.ts';

const sin = (degrees: number) => Math.sin((degrees * Math.PI) / 180);

/** The instant of a new moon as a Julian date. Source: Jean Meeus, "Astronomical Algorithms", as Hồ Ngọc Đức uses it. */
function newMoon(k: number): number {
  const t = k / 1236.85;
  const sun = 359.2242 + 29.10535608 * k - 0.0000333 * t * t - 0.00000347 * t ** 3;
  const moon = 306.0253 + 385.81691806 * k + 0.0107306 * t * t + 0.00001236 * t ** 3;
  const node = 21.2964 + 390.67050646 * k - 0.0016528 * t * t - 0.00000239 * t ** 3;
  const mean =
    2415020.75933 +
    29.53058868 * k +
    0.0001178 * t * t -
    0.000000155 * t ** 3 +
    0.00033 * sin(166.56 + 132.87 * t - 0.009173 * t * t);
  const correction =
    (0.1734 - 0.000393 * t) * sin(sun) +
    0.0021 * sin(2 * sun) -
    0.4068 * sin(moon) +
    0.0161 * sin(2 * moon) -
    0.0004 * sin(3 * moon) +
    0.0104 * sin(2 * node) -
    0.0051 * sin(sun + moon) -
    0.0074 * sin(sun - moon) +
    0.0004 * sin(2 * node + sun) -
    0.0004 * sin(2 * node - sun) -
    0.0006 * sin(2 * node + moon) +
    0.001 * sin(2 * node - moon) +
    0.0005 * sin(2 * moon + sun);
  return mean + correction - (-0.000278 + 0.000265 * t + 0.000262 * t * t);
}

/** How far the sun has come on its way, in degrees. */
function sunAt(julian: number): number {
  const t = (julian - 2451545) / 36525;
  const anomaly = 357.5291 + 35999.0503 * t - 0.0001559 * t * t - 0.00000048 * t ** 3;
  const centre =
    (1.9146 - 0.004817 * t - 0.000014 * t * t) * sin(anomaly) +
    (0.019993 - 0.000101 * t) * sin(2 * anomaly) +
    0.00029 * sin(3 * anomaly);
  return (280.46645 + 36000.76983 * t + 0.0003032 * t * t + centre - 0.0057) % 360;
}

const vietnam = 7 / 24;
/** Noon of 1 January 1970 is Julian date 2440588. */
const dayOf = (julian: number) =>
  Temporal.PlainDate.from('1970-01-01').add({
    days: Math.floor(julian + 0.5 + vietnam) - 2440588,
  });

/** Twelfths of the sun's way at the beginning of a day in Vietnam. */
const sectorAt = (day: Temporal.PlainDate) =>
  Math.floor(sunAt(day.toZonedDateTime('+07:00').epochMilliseconds / 86_400_000 + 2440587.5) / 30);

/** The new moons of a year and those around them. */
const moonsAround = (year: number) =>
  Array.from({ length: 30 }, (_, at) =>
    dayOf(newMoon(Math.floor((year - 1900) * 12.3685) - 15 + at)),
  );

/** Where the eleventh month begins, the one in which the sun reaches 270°, among some new moons. */
const eleventhOf = (year: number, moons: readonly Temporal.PlainDate[]) =>
  moons.findLastIndex((day) => day.year === year && sectorAt(day) < 9);

/**
 * Two months after the eleventh one begins the year; of thirteen months from one eleventh to the next, the first in
 * which the sun enters no twelfth of its way is one more.
 */
function reckoned(year: number): Temporal.PlainDate | undefined {
  const moons = moonsAround(year);
  const eleventh = eleventhOf(year - 1, moons);
  const isLong = eleventhOf(year, moons) - eleventh === 13;
  const isLeap = (at: number) => {
    const [from, to] = [moons[at], moons[at + 1]];
    return from !== undefined && to !== undefined && sectorAt(from) === sectorAt(to);
  };
  const hasOneMore = isLong && (isLeap(eleventh + 1) || isLeap(eleventh + 2));
  return moons[eleventh + 2 + (hasOneMore ? 1 : 0)];
}

const years = Array.from(
  { length: lunarNewYearRange.last - lunarNewYearRange.first + 1 },
  (_, at) => lunarNewYearRange.first + at,
);

test.each(years)('computes Tết %i from the moon and the sun', (year) => {
  expect(String(lunarNewYearOf(year))).toBe(String(reckoned(year)));
});

test('reads the names of Tết in every known year and rejects others', () => {
  for (const year of years.slice(1)) {
    const first = lunarNewYearOf(year);
    if (!first) throw new Error(String(year));
    const today = first.subtract({ days: 40 });
    const now = today.toZonedDateTime({ timeZone: 'Asia/Ho_Chi_Minh', plainTime: '10:00' });
    const three = `${first} ${first.add({ days: 2 })}`;
    for (const text of ['Tết', 'tết nguyên đán', 'Tet', 'Lunar New Year', `Tết ${year}`])
      expect(formatReading(readPeriod(text, { today })), `${text} ${year}`).toBe(three);
    for (const text of ['mùng 1 Tết', 'mồng một tết'])
      expect(formatReading(readDateTime(text, { now }))).toBe(String(first));
    expect(formatReading(readDateTime('mùng 3 tết', { now }))).toBe(String(first.add({ days: 2 })));
    expect(formatReading(readDateTime('20h giao thừa', { now }))).toBe(
      `${first.subtract({ days: 1 })} 20:00`,
    );
  }
  const late = Temporal.PlainDate.from({ year: lunarNewYearRange.last, month: 6, day: 1 });
  for (const text of ['Tết', 'giao thừa', 'Tết 2060', 'Tết 1999', 'Tết năm sau'])
    expect(formatReading(readPeriod(text, { today: late }))).toBe('lunar');
  // It is over, and another one is near: nobody knows which is meant.
  const autumn = Temporal.PlainDate.from('2026-11-24');
  expect(formatReading(readPeriod('Tết năm nay', { today: autumn }))).toBe('lunar');
});
