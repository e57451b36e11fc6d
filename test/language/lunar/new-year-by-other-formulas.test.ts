import { expect, test } from 'vitest';
import { lunarNewYearOf, lunarYears } from '../../../src/language/lunar/index.ts';

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
  const longitude = 280.46645 + 36000.76983 * t + 0.0003032 * t * t + centre - 0.0057;
  return ((longitude % 360) + 360) % 360;
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

test('agrees on every new year with the short formulas that most programs use', () => {
  const years = Array.from(
    { length: lunarYears.last - lunarYears.first + 1 },
    (_, at) => lunarYears.first + at,
  );
  const differing = years.filter((year) => String(lunarNewYearOf(year)) !== String(reckoned(year)));
  expect(differing).toEqual([]);
});
