import { localValue } from './time-value.ts';

/** When a calendar needs the clock of a zone. */
interface Span {
  from: Temporal.Instant;
  until: Temporal.Instant;
}

/** `+0700`; with seconds where an offset has some, as local mean times of the 19th century do. */
function offsetValue(nanoseconds: number): string {
  const seconds = Math.round(Math.abs(nanoseconds) / 1e9);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  if (seconds % 60 !== 0) parts.push(seconds % 60);
  return `${nanoseconds < 0 ? '-' : '+'}${parts.map((part) => String(part).padStart(2, '0')).join('')}`;
}

/** The least offset of the year after an instant: the zone's standard time. */
function standardOffset(time: Temporal.ZonedDateTime): number {
  const next = time.getTimeZoneTransition('next');
  const isWithinYear = next && time.until(next).total('hours') < 366 * 24;
  return Math.min(time.offsetNanoseconds, isWithinYear ? next.offsetNanoseconds : Infinity);
}

/** The clock of a zone from one of its changes to the next. @param since its first moment @param before its former offset */
function observanceLines(since: Temporal.ZonedDateTime, before: number): string[] {
  const offset = offsetValue(since.offsetNanoseconds);
  const name = since.offsetNanoseconds > standardOffset(since) ? 'DAYLIGHT' : 'STANDARD';
  // The change is given by the clock that was valid before it.
  const local = since.toPlainDateTime().add({ nanoseconds: before - since.offsetNanoseconds });
  return [
    `BEGIN:${name}`,
    `DTSTART:${localValue(local)}`,
    `TZOFFSETFROM:${offsetValue(before)}`,
    `TZOFFSETTO:${offset}`,
    `TZNAME:${offset}`,
    `END:${name}`,
  ];
}

/**
 * The VTIMEZONE of a zone, with each of its changes in a span and the last one before it. Every change stands for itself:
 * rules of recurrence would have to be guessed from the changes, and readers expand them differently.
 * @param zone an IANA zone that Temporal knows
 */
export function timeZoneLines(zone: string, { from, until }: Span): string[] {
  const lines: string[] = [];
  const first = from.toZonedDateTimeISO(zone);
  const change = first.getTimeZoneTransition('previous');
  // A zone without changes has had its clock since any moment.
  let since = change ?? Temporal.PlainDate.from('1970-01-01').toZonedDateTime(zone);
  let before = change
    ? change.subtract({ nanoseconds: 1 }).offsetNanoseconds
    : since.offsetNanoseconds;
  for (;;) {
    lines.push(...observanceLines(since, before));
    const next = since.getTimeZoneTransition('next');
    if (!next || Temporal.Instant.compare(next.toInstant(), until) > 0) break;
    before = since.offsetNanoseconds;
    since = next;
  }
  return ['BEGIN:VTIMEZONE', `TZID:${zone}`, ...lines, 'END:VTIMEZONE'];
}
