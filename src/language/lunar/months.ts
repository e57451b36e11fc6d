import { monthLength, newMoonAt, roughNewMoonAt, roughness } from './astronomy/new-moon.ts';
import { sunLongitude } from './astronomy/sun-longitude.ts';

/** Hours by which Vietnam is ahead of universal time; the whole calendar is reckoned at this offset. */
export const vietnamOffset = 7;
/** China reckons the same calendar an hour ahead, and so begins some months on another day. */
export const chinaOffset = 8;

/** Julian day number of 6 January 2000, the day of new moon 0. */
const firstNewMoonDay = 2451550;

const dayAt = (julian: number, offset: number): number => Math.floor(julian + 0.5 + offset / 24);

/** The Julian day number on whose local day a new moon falls. */
export function newMoonDay(count: number, offset: number): number {
  const rough = roughNewMoonAt(count);
  const earliest = dayAt(rough - roughness, offset);
  return earliest === dayAt(rough + roughness, offset) ? earliest : dayAt(newMoonAt(count), offset);
}

/** Days by which the true new moon can be off the mean one, with a day for the time of day. */
const maxDeviation = 2;

/** The number of the last new moon on or before a local day. */
export function newMoonBefore(day: number, offset: number): number {
  const months = (day - firstNewMoonDay) / monthLength;
  const count = Math.floor(months);
  const age = (months - count) * monthLength;
  if (age < maxDeviation) return newMoonDay(count, offset) <= day ? count : count - 1;
  if (age < monthLength - maxDeviation) return count;
  return newMoonDay(count + 1, offset) <= day ? count + 1 : count;
}

/** Twelfths of the sun's way at the beginning of a local day: 0 from the spring equinox, 9 from the winter solstice. */
const sectorAt = (day: number, offset: number): number =>
  Math.floor(sunLongitude(day - 0.5 - offset / 24) / 30);

/** The winter solstice falls on 21 to 23 December in Asia. */
const solstice = { first: 10, last: 8 } as const;

/**
 * The new moon that begins the eleventh month of a year, the one with the winter solstice.
 * @param december31 Julian day number of 31 December of that year
 */
export function eleventhMonth(december31: number, offset: number): number {
  const last = newMoonBefore(december31, offset);
  const daysLeft = december31 - newMoonDay(last, offset);
  if (daysLeft > solstice.first) return last;
  if (daysLeft < solstice.last) return last - 1;
  return sectorAt(december31 - daysLeft, offset) >= 9 ? last - 1 : last;
}

/**
 * Position of the leap month among the thirteen months from one eleventh month to the next: the first in which the sun
 * enters no twelfth of its way; undefined when there are twelve.
 */
export function leapPosition(from: number, until: number, offset: number): number | undefined {
  if (until - from < 13) return undefined;
  let sector = sectorAt(newMoonDay(from + 1, offset), offset);
  for (let position = 1; position < 13; position += 1) {
    const next = sectorAt(newMoonDay(from + position + 1, offset), offset);
    if (next === sector) return position;
    sector = next;
  }
  return undefined;
}
