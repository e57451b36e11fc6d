import type { CalendarEntry } from '../../context/modules/calendar-source.ts';
import { formatInstant, formatPeriod, formatTimeRange } from '../../language/format-date.ts';
import type { Locale } from '../../language/locale.ts';
import { timeInZone } from '../calendar/time-value.ts';

/** News about entries, for readers of feeds. */
export interface Feed {
  /** Of the feed itself, a URI that does not change. */
  id: string;
  title: string;
  /** Where it is read. */
  url: string;
  locale: Locale;
  changedAt: Date;
  entries: readonly CalendarEntry[];
}

/** An instant in UTC to the second: some readers forget the zone of times with fractions. */
export const wholeSecond = (date: Date): string => `${date.toISOString().slice(0, 19)}Z`;

/** An identifier of an entry that is a URI. */
export const entryUri = ({ uid }: CalendarEntry): string => `urn:uuid:${uid.split('@', 1)[0]}`;

/** When an entry is, in its own zone and with the year, so that the text never changes by itself. */
export function formatEntryWhen(
  { isAllDay, startsAt, endsAt, zone }: CalendarEntry,
  locale: Locale,
): string {
  const [start, end] = [timeInZone(startsAt, zone), timeInZone(endsAt, zone)];
  if (isAllDay)
    return formatPeriod({ from: start.toPlainDate(), until: end.toPlainDate() }, locale);
  const range = { start: start.toInstant(), end: end.toInstant(), zone: start.timeZoneId };
  return startsAt < endsAt
    ? formatTimeRange(range, locale)
    : formatInstant(range.start, range.zone, locale);
}

/** An entry in plain text: when, where, and what it is about. */
export const entryText = (entry: CalendarEntry, locale: Locale): string =>
  [
    [formatEntryWhen(entry, locale), entry.place].filter((part) => part !== '').join('\n'),
    entry.description,
  ]
    .filter((part) => part !== '')
    .join('\n\n');
