import { sunLongitude } from './astronomy/sun-longitude.ts';
import { fromJulianDay, toJulianDay } from './julian-day.ts';
import { vietnamOffset } from './months.ts';

/** Mean days in which the sun moves by one degree. */
const daysPerDegree = 365.2422 / 360;

/**
 * The day in Vietnam on which the sun reaches a longitude in a year.
 * @param longitude degrees from 0 up to 360: 0 is the spring equinox, 15 Thanh minh, 270 the winter solstice
 */
export function solarTermOf(year: number, longitude: number): Temporal.PlainDate {
  const newYear = toJulianDay(Temporal.PlainDate.from({ year, month: 1, day: 1 }));
  const startOf = (day: number) => sunLongitude(day - 0.5 - vietnamOffset / 24);
  const ahead = (day: number) => ((startOf(day) - longitude + 540) % 360) - 180;
  let day = Math.round(newYear + ((longitude - startOf(newYear) + 360) % 360) * daysPerDegree);
  while (ahead(day) > 0) day -= 1;
  while (ahead(day + 1) <= 0) day += 1;
  return fromJulianDay(day);
}
