import type { CalendarEntry } from '../../context/modules/calendar-source.ts';
import { timeInZone } from '../calendar/time-value.ts';

type Span = Pick<CalendarEntry, 'startsAt' | 'endsAt' | 'zone'>;

/** The first and the last day of an entry in its own zone. An end at midnight belongs to the day before. */
export function entryDays({ startsAt, endsAt, zone }: Span): {
  first: Temporal.PlainDate;
  last: Temporal.PlainDate;
} {
  const first = timeInZone(startsAt, zone).toPlainDate();
  if (endsAt <= startsAt) return { first, last: first };
  const last = timeInZone(new Date(endsAt.getTime() - 1), zone).toPlainDate();
  return { first, last };
}

/** Entries that are not over before a day. */
export const entriesFrom = <Entry extends Span>(
  entries: readonly Entry[],
  day: Temporal.PlainDate,
): Entry[] =>
  entries.filter((entry) => Temporal.PlainDate.compare(entryDays(entry).last, day) >= 0);
