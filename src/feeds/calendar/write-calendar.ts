import type { CalendarEntry, CalendarStatus } from '../../context/modules/calendar-source.ts';
import { escapeText, joinLines, uriValue } from './content-line.ts';
import { timeInZone, timeProperty, utcValue } from './time-value.ts';
import { timeZoneLines } from './time-zone-lines.ts';

const statuses: Readonly<Record<CalendarStatus, string>> = {
  confirmed: 'CONFIRMED',
  tentative: 'TENTATIVE',
  cancelled: 'CANCELLED',
};

/** How far ahead a series without an end needs the clock of its zone, in milliseconds. */
const seriesSpanMs = 10 * 366 * 24 * 3_600_000;

/** What a calendar that people subscribe to says of itself. */
export interface CalendarFeed {
  name: string;
  /** How often a calendar should look for changes, in minutes. */
  refreshMinutes: number;
}

const textLine = (name: string, text: string): string[] =>
  text === '' ? [] : [`${name}:${escapeText(text)}`];

function recurrenceLines(entry: CalendarEntry): string[] {
  const { recurrence, replaces } = entry;
  return [
    ...(replaces === undefined ? [] : [timeProperty('RECURRENCE-ID', replaces, entry)]),
    ...(recurrence === undefined ? [] : [`RRULE:${recurrence.rule}`]),
    ...(recurrence?.excluded ?? []).map((date) => timeProperty('EXDATE', date, entry)),
  ];
}

function eventLines(entry: CalendarEntry): string[] {
  const url = entry.url === undefined ? undefined : uriValue(entry.url);
  return [
    'BEGIN:VEVENT',
    `UID:${entry.uid}`,
    // The same for every reader, so that a calendar in which nothing has changed is the same file.
    `DTSTAMP:${utcValue(entry.changedAt)}`,
    `CREATED:${utcValue(entry.createdAt)}`,
    `LAST-MODIFIED:${utcValue(entry.changedAt)}`,
    `SEQUENCE:${entry.sequence}`,
    `STATUS:${statuses[entry.status]}`,
    timeProperty('DTSTART', entry.startsAt, entry),
    // DTEND must be later than DTSTART; without one the event ends when it begins.
    ...(entry.endsAt > entry.startsAt ? [timeProperty('DTEND', entry.endsAt, entry)] : []),
    ...recurrenceLines(entry),
    ...textLine('SUMMARY', entry.title),
    ...textLine('DESCRIPTION', entry.description),
    ...textLine('LOCATION', entry.place),
    ...textLine('CATEGORIES', entry.topic),
    ...(url === undefined ? [] : [`URL:${url}`]),
    'END:VEVENT',
  ];
}

/** The zones that the times of entries name, each with the time for which its clock is needed. */
function zoneLines(entries: readonly CalendarEntry[]): string[] {
  const spans = new Map<string, { first: number; last: number }>();
  for (const { zone: name, isAllDay, startsAt, endsAt, recurrence, replaces } of entries) {
    const zone = timeInZone(startsAt, name).timeZoneId;
    if (isAllDay || zone === 'UTC') continue;
    const { first, last } = spans.get(zone) ?? { first: Infinity, last: -Infinity };
    const times = [startsAt, endsAt, ...(replaces ? [replaces] : [])].map((at) => at.getTime());
    spans.set(zone, {
      first: Math.min(first, ...times),
      last: Math.max(last, ...times) + (recurrence ? seriesSpanMs : 0),
    });
  }
  const instant = Temporal.Instant.fromEpochMilliseconds;
  return [...spans].flatMap(([zone, { first, last }]) =>
    timeZoneLines(zone, { from: instant(first), until: instant(last) }),
  );
}

const feedLines = ({ name, refreshMinutes }: CalendarFeed): string[] => [
  ...textLine('NAME', name),
  ...textLine('X-WR-CALNAME', name),
  `REFRESH-INTERVAL;VALUE=DURATION:PT${refreshMinutes}M`,
  `X-PUBLISHED-TTL:PT${refreshMinutes}M`,
];

/**
 * Writes an iCalendar file (RFC 5545, 7986). An entry has the same UID in every file and a greater SEQUENCE after each
 * change, so that calendars replace the previous version. Entries whose dates JavaScript cannot represent are left out.
 * @param feed for a calendar that is looked at again; left out of a file that is opened once
 */
export function writeCalendar(entries: readonly CalendarEntry[], feed?: CalendarFeed): string {
  const dated = entries.filter(
    ({ startsAt, endsAt }) => !Number.isNaN(startsAt.getTime()) && !Number.isNaN(endsAt.getTime()),
  );
  return joinLines([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Callboard//Callboard//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    ...(feed ? feedLines(feed) : []),
    ...zoneLines(dated),
    ...dated.flatMap(eventLines),
    'END:VCALENDAR',
  ]);
}
