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
/** @param day the day on which something is meant, if not today */
type Resolve = (expression: DateExpression, anchor: Date, day?: Date) => Resolution<Period>;
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

/** The first end as the second one says it must be: in its month, or in its calendar. */
function completeStart(from: DateExpression, until: DateExpression): DateExpression | undefined {
  const day = 'day' in from && typeof from.day === 'number' ? from.day : undefined;
  const isPlain =
    from.kind === 'dayWithoutMonth' ||
    (from.kind === 'dayOfMonth' && from.monthOffset === undefined);
  const named = 'weekday' in from && from.weekday !== undefined ? { weekday: from.weekday } : {};
  if (until.kind === 'lunarDay' && day !== undefined) {
    const { weekday: _, ...rest } = until;
    if (isPlain) return { ...rest, day, ...named };
    // 14/8 - 16/8 âm lịch: both are lunar.
    if (from.kind === 'day' && !from.isSolar && from.year === undefined)
      return { ...rest, day, month: from.month, ...named };
    if (from.kind === 'lunarDay' && from.month === undefined && until.month !== undefined)
      return { ...rest, day, ...named };
  }
  if (until.kind === 'holiday' && day !== undefined && isPlain) {
    const { rule, weekday: _, ...year } = until;
    const isTet = (rule.kind === 'newYear' && rule.length === 1) || rule.kind === 'beforeNewYear';
    if (!isTet) return undefined;
    if (day >= 20) return { ...year, rule: { kind: 'beforeNewYear', day }, ...named };
    if (day >= 1 && day <= 10 && rule.kind === 'newYear' && day - 1 <= rule.first)
      return { ...year, rule: { kind: 'newYear', first: day - 1, length: 1 }, ...named };
    return undefined;
  }
  // T2 - T6 tuần này: both days are of that week.
  if (
    from.kind === 'weekday' &&
    from.which === 'coming' &&
    until.kind === 'weekday' &&
    typeof until.which === 'number' &&
    from.weekday < until.weekday
  )
    return { ...from, which: until.which };
  if (from.kind !== 'dayWithoutMonth') return from;
  if (until.kind === 'day' || (until.kind === 'dayOfMonth' && until.monthOffset !== undefined)) {
    const { weekday: _, ...rest } = until;
    return { ...rest, day: from.day, ...named };
  }
  return undefined;
}

/** Up to the lunar new year means up to its first day. */
export const withoutRestOfTet = (end: DateExpression): DateExpression =>
  end.kind === 'holiday' && end.rule.kind === 'newYear' && end.rule.length > 1
    ? { ...end, rule: { ...end.rule, length: 1 } }
    : end;

/** Days of the lunar new year go on in it: from the eve to `mùng 3`. */
function completeEnd(from: DateExpression, until: DateExpression): DateExpression {
  const isTet =
    from.kind === 'holiday' &&
    (from.rule.kind === 'beforeNewYear' ||
      (from.rule.kind === 'newYear' && from.rule.length === 1));
  const isPlain = until.kind === 'dayOfMonth' && until.monthOffset === undefined && !until.after;
  if (!isTet || !isPlain || until.day > 10) return until;
  const { rule: _, weekday: __, ...year } = from;
  return { ...year, rule: { kind: 'newYear', first: until.day - 1, length: 1 } };
}

/** A lunar date and one in figures that does not say of which calendar it is. */
const isMixed = (from: DateExpression, until: DateExpression): boolean => {
  const isLunar = (end: DateExpression) =>
    end.kind === 'lunarDay' ||
    (end.kind === 'holiday' && (end.rule.kind === 'beforeNewYear' || end.rule.kind === 'newYear'));
  const isOpen = (end: DateExpression) =>
    (end.kind === 'day' && !end.isSolar && end.year === undefined) ||
    (end.kind === 'dayOfMonth' && end.monthOffset === undefined);
  return (isLunar(from) && isOpen(until)) || (isOpen(from) && isLunar(until));
};

/** Only the day of a time counts. */
const withoutTime = (end: DateExpression): DateExpression => (end.kind === 'timed' ? end.day : end);

/** @param resolve resolves either end of the range, the second one counted from the start of the first */
export function resolveRange(range: Range, today: Date, resolve: Resolve): Resolution<Period> {
  const { isList, isWhole } = range;
  const end = completeEnd(range.from, range.until);
  const until = isList || isWhole ? end : withoutRestOfTet(end);
  // tuần 7-13/12: a week by its number is not where a range of days begins.
  if (range.from.kind === 'isoWeek' && until.kind !== 'isoWeek')
    return unresolved('dates.errors.unreadable');
  const from = completeStart(range.from, until);
  if (!from) return unresolved('dates.errors.unreadable');
  if (isMixed(from, until)) return unresolved('dates.errors.lunar');
  const found = resolveEnds(withoutTime(from), withoutTime(until), today, resolve, isWhole);
  const impossible = [from, until].find((one) => one.kind === 'timed' && !resolve(one, today).ok);
  if (impossible) return unresolved('dates.errors.unreadable');
  if (!isList || !found.ok) return found;
  // The second of a list begins where the first ends.
  const [first, second] = [from, until].map((end) => resolve(end, found.value.from));
  return first?.ok && second?.ok && first.value.until.equals(second.value.from)
    ? found
    : unresolved('dates.errors.unreadable');
}

function resolveEnds(
  from: DateExpression,
  until: DateExpression,
  today: Date,
  resolve: Resolve,
  isWhole = false,
): Resolution<Period> {
  if (isCalendarDate(from) && isCalendarDate(until) && !isWhole)
    return resolveCalendarRange(from, until, today);
  const start = resolve(from, today);
  if (!start.ok) return start;
  // From 20/12 to the end of the month: of that month.
  const isCurrent = 'coming' in until || ('isCurrent' in until && until.isCurrent);
  const end = isCurrent
    ? resolve(until, start.value.from, start.value.from)
    : resolve(until, start.value.from);
  if (!end.ok) return end;
  const hasNoYear = isCalendarDate(until) && yearOf(until, today) === undefined;
  return hasNoYear && !fitsAcrossNewYear(start.value, end.value)
    ? unresolved('dates.errors.backwards')
    : toRange(start.value, end.value, mayContainStart(until) || isWhole);
}
