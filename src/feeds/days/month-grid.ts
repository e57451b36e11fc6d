import type { CalendarEntry } from '../../context/modules/calendar-source.ts';
import { entryDays } from './entry-days.ts';

type Month = Temporal.PlainYearMonth;
type Entry = Pick<CalendarEntry, 'startsAt' | 'endsAt' | 'zone'>;

export interface DayOf<Item> {
  date: Temporal.PlainDate;
  entries: readonly Item[];
}

/** The days of a period, each with what is on. @param until exclusive */
export function daysOf<Item extends Entry>(
  { from, until }: { from: Temporal.PlainDate; until: Temporal.PlainDate },
  entries: readonly Item[],
): DayOf<Item>[] {
  const length = from.until(until, { largestUnit: 'days' }).days;
  const days = Array.from({ length }, (_, index) => ({
    date: from.add({ days: index }),
    entries: [] as Item[],
  }));
  const { compare } = Temporal.PlainDate;
  for (const entry of entries) {
    const { first, last } = entryDays(entry);
    if (compare(last, from) < 0 || compare(first, until) >= 0) continue;
    const begin = Math.max(0, from.until(first, { largestUnit: 'days' }).days);
    const end = Math.min(length - 1, from.until(last, { largestUnit: 'days' }).days);
    for (const day of days.slice(begin, end + 1)) day.entries.push(entry);
  }
  return days;
}

/** The days of a month, each with what is on. */
export const daysOfMonth = <Item extends Entry>(month: Month, entries: readonly Item[]) =>
  daysOf(
    {
      from: month.toPlainDate({ day: 1 }),
      until: month.add({ months: 1 }).toPlainDate({ day: 1 }),
    },
    entries,
  );

/** Days in weeks that begin on Monday; undefined where a week has days of other months. */
export function weeksOf<Item>(days: readonly DayOf<Item>[]): (DayOf<Item> | undefined)[][] {
  const before = (days[0]?.date.dayOfWeek ?? 1) - 1;
  const cells = [...Array.from({ length: before }, () => undefined), ...days];
  return Array.from({ length: Math.ceil(cells.length / 7) }, (_, week) =>
    Array.from({ length: 7 }, (__, day) => cells[week * 7 + day]),
  );
}

/** How far from the present month months have pages: more would lead readers of the whole web on without end, and what was over earlier is in no calendar. */
const bounds = { past: 2, coming: 24 } as const;

/** The first and the last month that has a page, or a picture. */
export const monthsInReach = (today: Temporal.PlainDate) => ({
  first: today.toPlainYearMonth().subtract({ months: bounds.past }),
  last: today.toPlainYearMonth().add({ months: bounds.coming }),
});

/** Whether a month has a page. */
export function isWithinBounds(month: Month, today: Temporal.PlainDate): boolean {
  const { first, last } = monthsInReach(today);
  const { compare } = Temporal.PlainYearMonth;
  return compare(month, first) >= 0 && compare(month, last) <= 0;
}

/** The months beside one that have a page and lead to something that is on. */
export function neighbours(
  month: Month,
  entries: readonly Entry[],
  today: Temporal.PlainDate,
): { previous: Month | undefined; next: Month | undefined } {
  const { compare } = Temporal.PlainYearMonth;
  const current = today.toPlainYearMonth();
  const all = entries.flatMap((entry) => {
    const { first, last } = entryDays(entry);
    return [first.toPlainYearMonth(), last.toPlainYearMonth()];
  });
  const beside = (step: 1 | -1): Month | undefined => {
    const other = month.add({ months: step });
    const leadsOn = [...all, current].some((one) => compare(one, month) === step);
    return leadsOn && isWithinBounds(other, today) ? other : undefined;
  };
  return { previous: beside(-1), next: beside(1) };
}
