import { formatPeriodInput } from '../format-input.ts';
import type { DateExpression } from '../model/date-expression.ts';
import type { Period } from '../model/period.ts';
import { type Resolution, resolved, unresolved } from '../model/result.ts';
import { dateOf, mondayOf, oneDay, plus, yearOf } from './calendar-date.ts';

type Date = Temporal.PlainDate;

const isOneDay = ({ from, until }: Period) => from.add({ days: 1 }).equals(until);

/** One of two periods, to be asked about. */
export function either(one: Period, other: Period): Resolution<never> {
  const [first, second] = [formatPeriodInput(one), formatPeriodInput(other)];
  return unresolved('dates.errors.ambiguous', { first, second }, [first, second]);
}

/** The calendar week or weekend of a day. */
export function resolveWeekOf(
  { what, starts, ends }: DateExpression & { kind: 'weekOf' },
  day: Period,
): Resolution<Period> {
  if (!isOneDay(day)) return unresolved('dates.errors.unreadable');
  const monday = mondayOf(day.from);
  const week = { from: monday, until: monday.add({ weeks: 1 }) };
  if (what === 'weekend') {
    const weekend = { from: monday.add({ days: 5 }), until: week.until };
    // Memorial Day weekend: the one before a Monday off, though its week has another.
    return day.from.dayOfWeek === 1
      ? either({ from: monday.subtract({ days: 2 }), until: monday }, weekend)
      : resolved(weekend);
  }
  if (ends && day.from.dayOfWeek !== 7) return unresolved('dates.errors.unreadable');
  if (!starts || monday.equals(day.from)) return resolved(week);
  // A week that does not begin on Monday: the seven days from it, or the week of the calendar.
  return either({ from: day.from, until: day.from.add({ weeks: 1 }) }, week);
}

/** The days of a week by its number in ISO 8601: of a year, or the next one that is not over. */
export function resolveIsoWeek(
  expression: DateExpression & { kind: 'isoWeek' },
  anchor: Date,
): Resolution<Period> {
  const { week } = expression;
  const inYear = (year: number): Period | undefined => {
    const fourth = dateOf(year, 1, 4);
    if (!fourth || week < 1 || week > 53) return undefined;
    const from = mondayOf(fourth).add({ weeks: week - 1 });
    return from.weekOfYear === week && from.yearOfWeek === year
      ? { from, until: from.add({ weeks: 1 }) }
      : undefined;
  };
  const year = yearOf(expression, anchor);
  const current = anchor.yearOfWeek ?? anchor.year;
  const candidates = year === undefined ? [current, current + 1] : [year];
  for (const candidate of candidates) {
    const found = inYear(candidate);
    if (found && (year !== undefined || Temporal.PlainDate.compare(anchor, found.until) < 0))
      return resolved(found);
  }
  return unresolved('dates.errors.impossible');
}

/** Units before a period's first day, or after a day. */
export function resolveShift(
  { count, unit }: DateExpression & { kind: 'shift' },
  base: Period,
): Resolution<Period> {
  return count > 0 && !isOneDay(base)
    ? unresolved('dates.errors.unreadable')
    : resolved(oneDay(plus(base.from, count, unit)));
}

/** The nearest weekday or weekend before or after a day. */
export function resolveBeside(
  { side, what }: DateExpression & { kind: 'beside' },
  { from, until }: Period,
): Period {
  const weekday = what === 'weekend' ? 6 : what;
  const length = what === 'weekend' ? 2 : 1;
  if (side > 0) {
    const day = until.add({ days: (weekday - until.dayOfWeek + 7) % 7 });
    return { from: day, until: day.add({ days: length }) };
  }
  const latest = from.subtract({ days: length });
  const day = latest.subtract({ days: (latest.dayOfWeek - weekday + 7) % 7 });
  return { from: day, until: day.add({ days: length }) };
}
