import { daysOfLunarMonth, type LunarMonth, lunarYears, toLunarDate } from '../lunar/index.ts';
import type { RecurrenceRule } from './rule.ts';

type Date = Temporal.PlainDate;

/** The day of a lunar month with this number, -1 for its last; undefined where the month has none. */
function dayOf(month: LunarMonth, day: number): Date | undefined {
  const days = daysOfLunarMonth(month);
  if (!days) return undefined;
  const found = day === -1 ? days.until.subtract({ days: 1 }) : days.from.add({ days: day - 1 });
  return Temporal.PlainDate.compare(found, days.until) < 0 ? found : undefined;
}

/** The month of a day and those that follow it, leap months among them. */
function* monthsFrom(first: Date): Generator<LunarMonth> {
  for (let day = first; day.year < lunarYears.last; ) {
    const { day: _, ...month } = toLunarDate(day);
    yield month;
    const days = daysOfLunarMonth(month);
    if (!days) return;
    day = days.until;
  }
}

const inOrder = (dates: readonly (Date | undefined)[]): Date[] =>
  dates.flatMap((date) => date ?? []).toSorted(Temporal.PlainDate.compare);

function* monthly({ interval, monthDays = [] }: RecurrenceRule, first: Date): Generator<Date> {
  let position = 0;
  for (const month of monthsFrom(first)) {
    if (position % interval === 0) yield* inOrder(monthDays.map((day) => dayOf(month, day)));
    position += 1;
  }
}

/** Once in a year that has a leap month too: in the ordinary one, as anniversaries are kept. */
function* yearly(
  { interval, months = [], monthDays = [] }: RecurrenceRule,
  first: Date,
): Generator<Date> {
  for (let { year } = toLunarDate(first); year < lunarYears.last; year += interval)
    yield* inOrder(
      months.flatMap((month) => monthDays.map((day) => dayOf({ year, month, isLeap: false }, day))),
    );
}

/**
 * The days of a lunar rule from a day on, in order, up to 2099. Every month counts, leap months too; a yearly rule means
 * the ordinary month of two with the same number. A month of 29 days has no thirtieth.
 */
export function* lunarDates(rule: RecurrenceRule, first: Date): Generator<Date> {
  let count = 0;
  for (const date of rule.frequency === 'monthly' ? monthly(rule, first) : yearly(rule, first)) {
    if (Temporal.PlainDate.compare(date, first) < 0) continue;
    if (rule.until && Temporal.PlainDate.compare(date, rule.until) > 0) return;
    if (rule.count !== undefined && count >= rule.count) return;
    count += 1;
    yield date;
  }
}
