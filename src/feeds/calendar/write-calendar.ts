import type { CalendarEntry, CalendarStatus } from '../../context/modules/calendar-source.ts';
import { escapeText, joinLines, uriValue } from './content-line.ts';
import { timeProperty } from './time-property.ts';
import { isWritable, timeInZone, utcValue } from './time-value.ts';
import { timeZoneLines } from './time-zone-lines.ts';
import { createZoneClock, type ZoneClock } from './zone-clock.ts';

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

function recurrenceLines(
  { recurrence, replaces, isAllDay }: CalendarEntry,
  clock: ZoneClock,
): string[] {
  return [
    ...(replaces === undefined ? [] : [timeProperty('RECURRENCE-ID', replaces, isAllDay, clock)]),
    ...(recurrence === undefined ? [] : [`RRULE:${recurrence.rule}`]),
    ...(recurrence?.excluded ?? []).map((date) => timeProperty('EXDATE', date, isAllDay, clock)),
  ];
}

function eventLines(entry: CalendarEntry, clock: ZoneClock): string[] {
  const { startsAt, endsAt, isAllDay } = entry;
  const changedAt = utcValue(entry.changedAt);
  const url = entry.url === undefined ? undefined : uriValue(entry.url);
  return [
    'BEGIN:VEVENT',
    `UID:${entry.uid}`,
    // The same for every reader, so that a calendar in which nothing has changed is the same file.
    `DTSTAMP:${changedAt}`,
    `CREATED:${utcValue(entry.createdAt)}`,
    `LAST-MODIFIED:${changedAt}`,
    `SEQUENCE:${entry.sequence}`,
    `STATUS:${statuses[entry.status]}`,
    timeProperty('DTSTART', startsAt, isAllDay, clock),
    // DTEND must be later than DTSTART; without one the event ends when it begins.
    ...(endsAt > startsAt ? [timeProperty('DTEND', endsAt, isAllDay, clock)] : []),
    ...recurrenceLines(entry, clock),
    ...textLine('SUMMARY', entry.title),
    ...textLine('DESCRIPTION', entry.description),
    ...textLine('LOCATION', entry.place),
    ...textLine('CATEGORIES', entry.topic),
    ...(url === undefined ? [] : [`URL:${url}`]),
    'END:VEVENT',
  ];
}

/** The times at which an entry needs the clock of its zone, in milliseconds. */
function spanOf({ startsAt, endsAt, recurrence, replaces }: CalendarEntry) {
  const times = [startsAt, endsAt, ...(replaces ? [replaces] : [])].map((at) => at.getTime());
  return {
    first: Math.min(...times),
    last: Math.max(...times) + (recurrence ? seriesSpanMs : 0),
  };
}

/** The clocks of entries by the names of their zones, each for the time for which it is needed. */
function clocksOf(entries: readonly CalendarEntry[]): Map<string, ZoneClock> {
  const spans = new Map<string, { first: number; last: number }>();
  for (const entry of entries) {
    const { first, last } = spanOf(entry);
    const known = spans.get(entry.zone);
    spans.set(entry.zone, {
      first: Math.min(first, known?.first ?? first),
      last: Math.max(last, known?.last ?? last),
    });
  }
  return new Map([...spans].map(([zone, span]) => [zone, createZoneClock(zone, span)]));
}

/** Entries whose times can be written, each with its zone spelled in the one way. */
function writableEntries(entries: readonly CalendarEntry[]): CalendarEntry[] {
  const spellings = new Map<string, string>();
  return entries
    .filter(({ startsAt, endsAt }) => isWritable(startsAt) && isWritable(endsAt))
    .map((entry) => {
      const { zone, startsAt } = entry;
      const spelling = spellings.get(zone) ?? timeInZone(startsAt, zone).timeZoneId;
      spellings.set(zone, spelling);
      return { ...entry, zone: spelling };
    });
}

/** The zones that times name. */
function zoneLines(
  entries: readonly CalendarEntry[],
  clocks: ReadonlyMap<string, ZoneClock>,
): string[] {
  const named = new Set(entries.flatMap(({ isAllDay, zone }) => (isAllDay ? [] : [zone])));
  return [...clocks.values()].flatMap((clock) =>
    clock.zone === 'UTC' || !named.has(clock.zone) ? [] : timeZoneLines(clock),
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
 * change, so that calendars replace the previous version. Entries whose dates a calendar cannot hold are left out.
 * @param feed for a calendar that is looked at again; left out of a file that is opened once
 */
export function writeCalendar(entries: readonly CalendarEntry[], feed?: CalendarFeed): string {
  const written = writableEntries(entries);
  const clocks = clocksOf(written);
  return joinLines([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Callboard//Callboard//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    ...(feed ? feedLines(feed) : []),
    ...zoneLines(written, clocks),
    ...written.flatMap((entry) => {
      const clock = clocks.get(entry.zone);
      return clock ? eventLines(entry, clock) : [];
    }),
    'END:VCALENDAR',
  ]);
}
