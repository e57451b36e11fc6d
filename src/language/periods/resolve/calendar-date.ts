import { formatDayInput } from '../format-input.ts';
import type { DateExpression, Unit, YearQualifier } from '../model/date-expression.ts';
import type { Period } from '../model/period.ts';
import { type Resolution, resolved, unresolved } from '../model/result.ts';

type Date = Temporal.PlainDate;

/** A day of a month, or months, perhaps without a year. */
export type CalendarDate = DateExpression & { kind: 'day' | 'months' };

export const isCalendarDate = (expression: DateExpression): expression is CalendarDate =>
  expression.kind === 'day' || expression.kind === 'months';

/** A leap day recurs after at most eight years, as around 2100. */
const maxYearsAhead = 8;

export const isBefore = (first: Date, second: Date) =>
  Temporal.PlainDate.compare(first, second) < 0;

export const mondayOf = (date: Date): Date => date.subtract({ days: date.dayOfWeek - 1 });

export const plus = (date: Date, count: number, unit: Unit): Date =>
  date.add({ [`${unit}s`]: count });

export const oneDay = (from: Date): Period => ({ from, until: from.add({ days: 1 }) });

/** The date, if it exists. */
export function dateOf(year: number, month: number, day: number): Date | undefined {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });
  } catch {
    return undefined;
  }
}

/** The day or months in a year, if they exist in it. */
export function inYear(expression: CalendarDate, year: number): Period | undefined {
  const from = dateOf(year, expression.month, expression.kind === 'day' ? expression.day : 1);
  if (!from) return undefined;
  return expression.kind === 'day'
    ? oneDay(from)
    : { from, until: from.add({ months: expression.length }) };
}

export const yearOf = ({ year, yearOffset }: YearQualifier, today: Date) =>
  year ?? (yearOffset === undefined ? undefined : today.year + yearOffset);

/** The first result from the anchor's year on. */
export function firstYear<Found>(anchor: Date, find: (year: number) => Found | undefined) {
  for (let year = anchor.year; year <= anchor.year + maxYearsAhead; year += 1) {
    const found = find(year);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The next one that is not over on the anchor's day, or the latest that is. */
export function nextOf(expression: CalendarDate, anchor: Date): Period | undefined {
  if (expression.before)
    return [0, 1]
      .map((back) => inYear(expression, anchor.year - back))
      .find((period) => period && !isBefore(anchor, period.until));
  return firstYear(anchor, (year) => {
    const period = inYear(expression, year);
    if (!period || !isBefore(anchor, period.until)) return undefined;
    return expression.after && !isBefore(anchor, period.from) ? undefined : period;
  });
}

/** Fails if a weekday was given that does not match. */
export function checkWeekday(period: Period, weekday: number | undefined): Resolution<Period> {
  const { from } = period;
  return weekday === undefined || from.dayOfWeek === weekday
    ? resolved(period)
    : unresolved('dates.errors.weekday', { date: formatDayInput(from), weekday: from.dayOfWeek });
}

export const periodOrImpossible = (
  period: Period | undefined,
  weekday?: number,
): Resolution<Period> =>
  period ? checkWeekday(period, weekday) : unresolved('dates.errors.impossible');
