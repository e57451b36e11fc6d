import type { DateExpression } from '../model/date-expression.ts';
import type { Period } from '../model/period.ts';
import { type Resolution, resolved, unresolved } from '../model/result.ts';
import {
  type CalendarDate,
  checkWeekday,
  firstYear,
  inYear,
  isBefore,
  isCalendarDate,
  nextOf,
  yearOf,
} from './calendar-date.ts';

type Date = Temporal.PlainDate;
type Range = DateExpression & { kind: 'range' };

/**
 * Days of a range without a year that may cross the new year; a longer one is more likely in the wrong order
 * (25/11 - 21/11) and needs its years.
 */
const maxDaysAcrossNewYear = 300;

/** Ends within which a range may begin: from tomorrow to the end of the month. */
const mayContainStart = ({ kind }: DateExpression): boolean =>
  kind === 'unit' || kind === 'thirdOf';

function toRange(from: Period, until: Period, mayBeginWithin = false): Resolution<Period> {
  const isForward = mayBeginWithin || !isBefore(until.from, from.from);
  return isBefore(from.from, until.until) && isForward
    ? resolved({ from: from.from, until: until.until })
    : unresolved('dates.errors.backwards');
}

const fitsAcrossNewYear = (from: Period, until: Period) =>
  from.from.year === until.from.year ||
  from.from.until(until.until, { largestUnit: 'days' }).days <= maxDaysAcrossNewYear;

/** The last one that begins no later than the end. */
function latestBefore(expression: CalendarDate, end: Period): Period | undefined {
  return [0, 1]
    .map((back) => inYear(expression, end.from.year - back))
    .find((period) => period && !isBefore(end.from, period.from) && fitsAcrossNewYear(period, end));
}

/** Finds the years of two dates; a missing one follows from the other, or from today. */
function findYears(
  from: CalendarDate,
  until: CalendarDate,
  today: Date,
): readonly [start: Period, end: Period] | undefined {
  const fromYear = yearOf(from, today);
  const untilYear = yearOf(until, today);
  if (fromYear !== undefined) {
    const start = inYear(from, fromYear);
    const end =
      untilYear === undefined ? start && nextOf(until, start.from) : inYear(until, untilYear);
    if (!start || !end) return undefined;
    return untilYear !== undefined || fitsAcrossNewYear(start, end) ? [start, end] : undefined;
  }
  const endingWith = (end: Period | undefined) => {
    const start = end && latestBefore(from, end);
    return start && end ? ([start, end] as const) : undefined;
  };
  if (untilYear !== undefined) return endingWith(inYear(until, untilYear));
  return firstYear(today, (year) => {
    const end = inYear(until, year);
    return end && isBefore(today, end.until) ? endingWith(end) : undefined;
  });
}

function resolveCalendarRange(
  from: CalendarDate,
  until: CalendarDate,
  today: Date,
): Resolution<Period> {
  const exists = (expression: CalendarDate) => {
    const year = yearOf(expression, today);
    return year === undefined ? nextOf(expression, today) : inYear(expression, year);
  };
  if (!exists(from) || !exists(until)) return unresolved('dates.errors.impossible');
  const pair = findYears(from, until, today);
  if (!pair) return unresolved('dates.errors.backwards');
  const [start, end] = pair;
  for (const checked of [checkWeekday(start, from.weekday), checkWeekday(end, until.weekday)]) {
    if (!checked.ok) return checked;
  }
  return toRange(start, end);
}

/** @param resolve resolves either end of the range, the second one counted from the start of the first */
export function resolveRange(
  { from, until }: Range,
  today: Date,
  resolve: (expression: DateExpression, anchor: Date) => Resolution<Period>,
): Resolution<Period> {
  if (from.kind === 'dayWithoutMonth') {
    if (until.kind === 'day' || (until.kind === 'dayOfMonth' && until.monthOffset !== undefined)) {
      const { weekday: _, ...rest } = until;
      const start = { ...rest, day: from.day, ...(from.weekday ? { weekday: from.weekday } : {}) };
      return resolveRange({ kind: 'range', from: start, until }, today, resolve);
    }
    return unresolved('dates.errors.unreadable');
  }
  if (isCalendarDate(from) && isCalendarDate(until))
    return resolveCalendarRange(from, until, today);
  const start = resolve(from, today);
  if (!start.ok) return start;
  const end = resolve(until, start.value.from);
  if (!end.ok) return end;
  const hasNoYear = isCalendarDate(until) && yearOf(until, today) === undefined;
  return hasNoYear && !fitsAcrossNewYear(start.value, end.value)
    ? unresolved('dates.errors.backwards')
    : toRange(start.value, end.value, mayContainStart(until));
}
