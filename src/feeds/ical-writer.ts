import { Buffer } from 'node:buffer';
import type { Event } from '../database/generated/client.ts';
import { firstValidZone } from '../language/zones/zone.ts';

/** Maximum length of a line without its end, in bytes. Source: RFC 5545, 3.1. */
const maxLineBytes = 75;
const lineEnd = '\r\n';

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what a value must not hold.
const controlCharacters = /[\u0000-\u0009\u000b-\u001f\u007f]/g;

/** Escapes a text value. Source: RFC 5545, 3.3.11. */
export const escapeText = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(controlCharacters, '')
    .replace(/[\\;,]/g, '\\$&')
    .replaceAll('\n', '\\n');

/** Folds a content line into pieces of at most 75 bytes, cut between characters; continuation lines begin with a space. */
export function foldLine(line: string): string {
  const pieces: string[] = [];
  let piece = '';
  let size = 0;
  for (const character of line.toWellFormed()) {
    const bytes = Buffer.byteLength(character);
    if (size + bytes > maxLineBytes) {
      pieces.push(piece);
      piece = ' ';
      size = 1;
    }
    piece += character;
    size += bytes;
  }
  return [...pieces, piece].join(lineEnd);
}

const utc = (date: Date): string => `${date.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
const day = (date: Date, zone: string): string =>
  date
    .toTemporalInstant()
    .toZonedDateTimeISO(firstValidZone('UTC', zone))
    .toPlainDate()
    .toString()
    .replaceAll('-', '');

function times({ allDay, startsAt, endsAt, zone }: Event): string[] {
  if (allDay) {
    return [`DTSTART;VALUE=DATE:${day(startsAt, zone)}`, `DTEND;VALUE=DATE:${day(endsAt, zone)}`];
  }
  return [
    `DTSTART:${utc(startsAt)}`,
    // DTEND must be later than DTSTART; without one the event ends when it begins.
    ...(endsAt > startsAt ? [`DTEND:${utc(endsAt)}`] : []),
  ];
}

const states: Readonly<Record<Event['state'], string>> = {
  scheduled: 'CONFIRMED',
  postponed: 'TENTATIVE',
  cancelled: 'CANCELLED',
};

/** An event with its texts in the language of the file. */
export interface CalendarEntry {
  event: Event;
  title: string;
  summary: string;
  place: string;
}

function eventLines({ event, title, summary, place }: CalendarEntry, stamp: Date): string[] {
  const description = [summary, event.sourceUrl ?? ''].filter((part) => part !== '').join('\n\n');
  const url = event.linkUrl ?? event.sourceUrl;
  return [
    'BEGIN:VEVENT',
    `UID:${event.id}@callboard`,
    `DTSTAMP:${utc(stamp)}`,
    `SEQUENCE:${event.revision}`,
    `STATUS:${states[event.state]}`,
    ...times(event),
    `SUMMARY:${escapeText(title)}`,
    `DESCRIPTION:${escapeText(description)}`,
    ...(place === '' ? [] : [`LOCATION:${escapeText(place)}`]),
    ...(url === null ? [] : [`URL:${url}`]),
    'END:VEVENT',
  ];
}

/**
 * Writes events as an iCalendar file (RFC 5545). An event has the same UID in every file and a greater SEQUENCE after
 * each change, so that calendars replace the previous version.
 * @param stamp when the file is created
 */
export const writeCalendar = (entries: readonly CalendarEntry[], stamp: Date): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Callboard//Callboard//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    ...entries.flatMap((entry) => eventLines(entry, stamp)),
    'END:VCALENDAR',
  ]
    .map((line) => foldLine(line) + lineEnd)
    .join('');
