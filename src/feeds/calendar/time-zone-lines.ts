import { localValue } from './time-value.ts';
import type { ClockChange, ZoneClock } from './zone-clock.ts';

const yearMs = 366 * 24 * 3_600_000;

/** `+0700`; with seconds where an offset has some, as local mean times of the 19th century do. */
function offsetValue(ms: number): string {
  const seconds = Math.round(Math.abs(ms) / 1000);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  if (seconds % 60 !== 0) parts.push(seconds % 60);
  return `${ms < 0 ? '-' : '+'}${parts.map((part) => String(part).padStart(2, '0')).join('')}`;
}

/** The clock of a zone from one of its changes to the next. */
function observanceLines({ at, before, after }: ClockChange, next?: ClockChange): string[] {
  const isSummer = before < after && next !== undefined && next.at - at < yearMs;
  const name = isSummer ? 'DAYLIGHT' : 'STANDARD';
  return [
    `BEGIN:${name}`,
    // By the clock that was valid before.
    `DTSTART:${localValue(at, before)}`,
    `TZOFFSETFROM:${offsetValue(before)}`,
    `TZOFFSETTO:${offsetValue(after)}`,
    `TZNAME:${offsetValue(after)}`,
    `END:${name}`,
  ];
}

/**
 * The VTIMEZONE of a clock. Every change stands for itself: rules of recurrence would have to be guessed from the
 * changes, and readers expand them differently.
 */
export const timeZoneLines = ({ zone, changes }: ZoneClock): string[] => [
  'BEGIN:VTIMEZONE',
  `TZID:${zone}`,
  ...changes.flatMap((change, index) => observanceLines(change, changes[index + 1])),
  'END:VTIMEZONE',
];
