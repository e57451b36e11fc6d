import type { DateExpression, Unit, YearQualifier } from '../model/date-expression.ts';
import { type Period, type Resolution, resolved, unresolved } from '../model/result.ts';
import {
  mondayOf,
  resolveLunarNewYear,
  resolveNth,
  resolveThird,
  resolveUnit,
} from './resolve-parts.ts';

type Date = Temporal.PlainDate;
type CalendarDate = DateExpression & { kind: 'day' | 'months' };

/**
 * A range without a year that turns the year may last this many days; a longer one was more likely
 * written backwards (25/11 - 21/11) and needs its years.
 */
const longestAcrossNewYear = 300;
/** A leap day comes back after at most eight years, as around 2100. */
const yearsToLeap = 8;

function dateOf(year: number, month: number, day: number): Date | undefined {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });
  } catch {
    return undefined;
  }
}

const oneDay = (from: Date): Period => ({ from, until: from.add({ days: 1 }) });
const isBefore = (first: Date, second: Date) => Temporal.PlainDate.compare(first, second) < 0;

const plurals: Readonly<Record<Unit, keyof Temporal.DurationLikeObject>> = {
  day: 'days',
  week: 'weeks',
  month: 'months',
  year: 'years',
};
const plus = (date: Date, count: number, unit: Unit) => date.add({ [plurals[unit]]: count });

/** The day or the months in one year, if that year has them. */
function inYear(spec: CalendarDate, year: number): Period | undefined {
  const from = dateOf(year, spec.month, spec.kind === 'day' ? spec.day : 1);
  if (!from) return undefined;
  return spec.kind === 'day' ? oneDay(from) : { from, until: from.add({ months: spec.length }) };
}

const yearOf = ({ year, yearOffset }: YearQualifier, today: Date) =>
  year ?? (yearOffset === undefined ? undefined : today.year + yearOffset);

/** The first year from the anchor's on for which something is found. */
function firstYear<Found>(anchor: Date, find: (year: number) => Found | undefined) {
  for (let year = anchor.year; year <= anchor.year + yearsToLeap; year += 1) {
    const found = find(year);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The next one to come that is not over on the anchor's day. */
function nextOf(spec: CalendarDate, anchor: Date): Period | undefined {
  return firstYear(anchor, (year) => {
    const period = inYear(spec, year);
    if (!period || !isBefore(anchor, period.until)) return undefined;
    return spec.after && !isBefore(anchor, period.from) ? undefined : period;
  });
}

function checkWeekday(period: Period, weekday: number | undefined): Resolution<Period> {
  const { from } = period;
  return weekday === undefined || from.dayOfWeek === weekday
    ? resolved(period)
    : unresolved('dates.errors.weekday', { date: writeDay(from), weekday: from.dayOfWeek });
}

const periodOrImpossible = (period: Period | undefined, weekday?: number): Resolution<Period> =>
  period ? checkWeekday(period, weekday) : unresolved('dates.errors.impossible');

/** A day as both languages can write it in a message. */
const writeDay = ({ day, month, year }: Date) => `${day}/${month}/${year}`;

/** Days for a message: `21/11/2026` or `21/11/2026 - 25/11/2026`. */
export function formatPeriodInput({ from, until }: Period): string {
  const last = until.subtract({ days: 1 });
  return from.equals(last) ? writeDay(from) : `${writeDay(from)} - ${writeDay(last)}`;
}

function resolveWeekday(
  spec: DateExpression & { kind: 'weekday' },
  today: Date,
  anchor: Date,
): Period {
  const { weekday, which } = spec;
  if (typeof which === 'number')
    return oneDay(mondayOf(today).add({ days: 7 * which + weekday - 1 }));
  const ahead = (weekday - anchor.dayOfWeek + 7) % 7;
  if (which === 'coming') return oneDay(anchor.add({ days: ahead }));
  return oneDay(
    which === 'after'
      ? anchor.add({ days: ahead === 0 ? 7 : ahead })
      : anchor.subtract({ days: ahead === 0 ? 7 : 7 - ahead }),
  );
}

function resolveDayOfMonth(
  { day, monthOffset, weekday, after }: DateExpression & { kind: 'dayOfMonth' },
  today: Date,
  anchor: Date,
): Resolution<Period> {
  if (monthOffset !== undefined) {
    const month = today.with({ day: 1 }).add({ months: monthOffset });
    const date = dateOf(month.year, month.month, day);
    return periodOrImpossible(date && oneDay(date), weekday);
  }
  // Of two months in a row one has 31 days.
  for (const ahead of [0, 1, 2, 3]) {
    const month = anchor.with({ day: 1 }).add({ months: ahead });
    const date = dateOf(month.year, month.month, day);
    if (date && (after ? isBefore(anchor, date) : !isBefore(date, anchor)))
      return periodOrImpossible(oneDay(date), weekday);
  }
  return unresolved('dates.errors.impossible');
}

/** Ends that most ranges begin within: from tomorrow to the end of the month. */
const isSpanning = ({ kind }: DateExpression): boolean => kind === 'unit' || kind === 'third';

function toRange(from: Period, until: Period, mayBeginWithin = false): Resolution<Period> {
  const isForward = mayBeginWithin || !isBefore(until.from, from.from);
  return isBefore(from.from, until.until) && isForward
    ? resolved({ from: from.from, until: until.until })
    : unresolved('dates.errors.backwards');
}

const fitsAcrossNewYear = (from: Period, until: Period) =>
  from.from.year === until.from.year ||
  from.from.until(until.until, { largestUnit: 'days' }).days <= longestAcrossNewYear;

/** The last one that begins no later than the other end. */
function latestBefore(spec: CalendarDate, end: Period): Period | undefined {
  return [0, 1]
    .map((back) => inYear(spec, end.from.year - back))
    .find((period) => period && !isBefore(end.from, period.from) && fitsAcrossNewYear(period, end));
}

/** Two dates of which at least one lacks its year: the other, or the next to come, gives it. */
function resolveDatedRange(
  from: CalendarDate,
  until: CalendarDate,
  today: Date,
): Resolution<Period> {
  const fromYear = yearOf(from, today);
  const untilYear = yearOf(until, today);
  const exists = (spec: CalendarDate, year: number | undefined) =>
    year === undefined ? nextOf(spec, today) : inYear(spec, year);
  if (!exists(from, fromYear) || !exists(until, untilYear))
    return unresolved('dates.errors.impossible');

  const pair = ((): [Period, Period] | undefined => {
    if (fromYear !== undefined) {
      const start = inYear(from, fromYear);
      const end =
        untilYear === undefined ? start && nextOf(until, start.from) : inYear(until, untilYear);
      if (!start || !end) return undefined;
      return untilYear !== undefined || fitsAcrossNewYear(start, end) ? [start, end] : undefined;
    }
    const before = (end: Period | undefined): [Period, Period] | undefined => {
      const start = end && latestBefore(from, end);
      return start && end ? [start, end] : undefined;
    };
    if (untilYear !== undefined) return before(inYear(until, untilYear));
    return firstYear(today, (year) => {
      const end = inYear(until, year);
      return end && isBefore(today, end.until) ? before(end) : undefined;
    });
  })();
  if (!pair) return unresolved('dates.errors.backwards');
  for (const [period, spec] of [
    [pair[0], from],
    [pair[1], until],
  ] as const) {
    const checked = checkWeekday(period, spec.weekday);
    if (!checked.ok) return checked;
  }
  return toRange(...pair);
}

const isDated = (spec: DateExpression): spec is CalendarDate =>
  spec.kind === 'day' || spec.kind === 'months';

function resolveRange(
  { from, until }: DateExpression & { kind: 'range' },
  today: Date,
): Resolution<Period> {
  if (from.kind === 'bareDay') {
    if (until.kind === 'day' || (until.kind === 'dayOfMonth' && until.monthOffset !== undefined)) {
      const { weekday: _, ...rest } = until;
      const start = { ...rest, day: from.day, ...(from.weekday ? { weekday: from.weekday } : {}) };
      return resolveRange({ kind: 'range', from: start, until }, today);
    }
    return unresolved('dates.errors.unreadable');
  }
  if (isDated(from) && isDated(until)) return resolveDatedRange(from, until, today);
  const start = resolveExpression(from, today);
  if (!start.ok) return start;
  const end = resolveExpression(until, today, start.value.from);
  if (!end.ok) return end;
  const yearless = isDated(until) && yearOf(until, today) === undefined;
  return yearless && !fitsAcrossNewYear(start.value, end.value)
    ? unresolved('dates.errors.backwards')
    : toRange(start.value, end.value, isSpanning(until));
}

/**
 * The days that are meant.
 * @param anchor from which day on the next one is looked for: today, or the start of the range
 */
export function resolveExpression(
  spec: DateExpression,
  today: Date,
  anchor: Date = today,
): Resolution<Period> {
  switch (spec.kind) {
    case 'offset':
      return resolved(oneDay(plus(today, spec.count, spec.unit)));
    case 'weekday':
      return resolved(resolveWeekday(spec, today, anchor));
    case 'day':
    case 'months': {
      const year = yearOf(spec, today);
      return periodOrImpossible(
        year === undefined ? nextOf(spec, anchor) : inYear(spec, year),
        spec.weekday,
      );
    }
    case 'dayOfMonth':
      return resolveDayOfMonth(spec, today, anchor);
    case 'bareDay':
      return unresolved('dates.errors.unreadable');
    case 'year':
      return periodOrImpossible(inYear({ kind: 'months', month: 1, length: 12 }, spec.year));
    case 'unit':
      return resolved(resolveUnit(spec.unit, spec.offset, today));
    case 'third':
      return resolveThird(spec, today, (of) => resolveExpression(of, today));
    case 'nth': {
      const month = resolveExpression(spec.of, today);
      return month.ok ? resolved(resolveNth(spec, month.value)) : month;
    }
    case 'tet':
      return resolveLunarNewYear(spec, today, anchor);
    case 'run':
      return spec.count === 0
        ? unresolved('dates.errors.unreadable')
        : resolved({ from: today, until: plus(today, spec.count, spec.unit) });
    case 'range':
      return resolveRange(spec, today);
    case 'until': {
      const end = resolveExpression(spec.end, today);
      if (!end.ok) return end;
      const { until } = end.value;
      return isBefore(today, until)
        ? resolved({ from: today, until })
        : unresolved('dates.errors.backwards');
    }
  }
}
