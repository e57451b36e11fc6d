import { firstValidZone } from '../../language/zones/zone.ts';

/** `2026-11-28T19:30:00` as `20261128T193000`. */
const withoutMarks = (iso: string): string =>
  `${iso.slice(0, 4)}${iso.slice(5, 7)}${iso.slice(8, 13)}${iso.slice(14, 16)}${iso.slice(17, 19)}`;

/** Whether a time has a year of four digits, which is all that a calendar can hold. */
export const isWritable = (date: Date): boolean =>
  date.getTime() >= 0 && date.getTime() < 253_402_200_000_000;

/** An instant as `20261128T123000Z`. */
export const utcValue = (date: Date): string => `${withoutMarks(date.toISOString())}Z`;

/** The time on a clock with this offset, both in milliseconds, as `20261128T193000`. */
export const localValue = (at: number, offset: number): string =>
  withoutMarks(new Date(at + offset).toISOString());

/** The time in a zone whose name is spelled as Temporal spells it; in UTC where it is unknown. */
export const timeInZone = (date: Date, zone: string): Temporal.ZonedDateTime =>
  date.toTemporalInstant().toZonedDateTimeISO(firstValidZone('UTC', zone));
