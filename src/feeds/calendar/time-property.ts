import { localValue, utcValue } from './time-value.ts';
import type { ZoneClock } from './zone-clock.ts';

/** A property with a time: a date for whole days, else the time in the zone, or in UTC where its name is ambiguous. */
export function timeProperty(
  name: string,
  date: Date,
  isAllDay: boolean,
  { zone, offsetAt, isAmbiguous }: ZoneClock,
): string {
  const at = date.getTime();
  const local = localValue(at, offsetAt(at));
  if (isAllDay) return `${name};VALUE=DATE:${local.slice(0, 8)}`;
  return zone === 'UTC' || isAmbiguous(at)
    ? `${name}:${utcValue(date)}`
    : `${name};TZID=${zone}:${local}`;
}
