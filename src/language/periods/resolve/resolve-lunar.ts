import { type HolidayRule, nextOccurrence, occurrenceIn } from '../../holidays/index.ts';
import {
  canChiCycle,
  daysOfLunarMonth,
  fromLunarDate,
  type LunarMonth,
  lunarNewYearOf,
  lunarYears,
  toLunarDate,
} from '../../lunar/index.ts';
import { formatPeriodInput } from '../format-input.ts';
import type {
  DateExpression,
  LunarDay,
  LunarYearQualifier,
  YearName,
} from '../model/date-expression.ts';
import { lastDayOfMonth } from '../model/last-day.ts';
import type { Period } from '../model/period.ts';
import { type Resolution, resolved, unresolved } from '../model/result.ts';
import { checkWeekday, isBefore, oneDay } from './calendar-date.ts';

type Date = Temporal.PlainDate;
type LunarMonthExpression = DateExpression & { kind: 'lunarMonth' };

/** A leap month further away is not what is meant by its name alone. */
const maxYearsToLeapMonth = 3;

/** No lunar month has more days. */
const maxDay = 30;

const isKnown = (year: number) => year > lunarYears.first && year < lunarYears.last;

/** The lunar year of a name: the current one, the nearest of sixty, the next of twelve. */
function yearOfName({ position, cycle }: YearName, today: Date): number {
  const current = toLunarDate(today).year;
  const ahead = (((position + 4 - current) % cycle) + cycle) % cycle;
  return cycle === canChiCycle && ahead > cycle / 2 ? current + ahead - cycle : current + ahead;
}

/** Different meanings are asked about, equal ones are one. */
function onlyOne(found: readonly (Period | undefined)[], weekday?: number): Resolution<Period> {
  const periods = found.filter((period) => period !== undefined);
  const texts = [...new Set(periods.map(formatPeriodInput))];
  const [first, second] = texts;
  const [only] = periods;
  if (!only) return unresolved('dates.errors.noLunarDay');
  return first !== undefined && second !== undefined
    ? unresolved('dates.errors.ambiguous', { first, second }, texts)
    : checkWeekday(only, weekday);
}

function dayIn(month: LunarMonth, day: number): Period | undefined {
  if (day !== lastDayOfMonth) {
    const date = fromLunarDate({ ...month, day });
    return date && oneDay(date);
  }
  const days = daysOfLunarMonth(month);
  return days && oneDay(days.until.subtract({ days: 1 }));
}

/** Years that a qualifier can mean; the current lunar year may not be the solar one. */
function yearsOf({ year, yearOffset, yearName }: LunarYearQualifier, today: Date) {
  if (yearName) return [yearOfName(yearName, today)];
  if (year !== undefined) return [year];
  if (yearOffset === undefined) return undefined;
  return [...new Set([today.year + yearOffset, toLunarDate(today).year + yearOffset])];
}

/** What a lunar month, or a day of one, is in a year. */
type InMonth = (month: LunarMonth) => Period | undefined;

/** The next one from the anchor on, with the leap month as another meaning while that lies ahead. */
function nextIn(
  { month, isLeap, after }: { month: number; isLeap?: true; after?: true },
  anchor: Date,
  find: InMonth,
): Resolution<Period> {
  const start = toLunarDate(anchor).year;
  const isAhead = (period: Period | undefined): period is Period =>
    period !== undefined &&
    isBefore(anchor, period.until) &&
    !(after && !isBefore(anchor, period.from));
  for (let year = start; year <= start + maxYearsToLeapMonth && isKnown(year); year += 1) {
    const days = daysOfLunarMonth({ year, month, isLeap: isLeap ?? false });
    const leap = isLeap ? undefined : daysOfLunarMonth({ year, month, isLeap: true });
    const leapDay = leap && find({ year, month, isLeap: true });
    if (days && isBefore(anchor, days.until)) {
      const found = find({ year, month, isLeap: isLeap ?? false });
      // A day that this month lacks is not looked for in another year.
      if (!found) return unresolved('dates.errors.noLunarDay');
      if (isAhead(found)) return resolved(found);
    }
    if (isAhead(leapDay)) {
      const next = find({ year: year + 1, month, isLeap: false });
      return onlyOne([leapDay, next]);
    }
  }
  return unresolved('dates.errors.noLunarDay');
}

function inYears(
  { month, isLeap }: { month: number; isLeap?: true },
  years: readonly number[],
  find: InMonth,
): (Period | undefined)[] {
  return years.filter(isKnown).map((year) => find({ year, month, isLeap: isLeap ?? false }));
}

/** The first day of the lunar month of a day. */
const startOf = (date: Date) => date.subtract({ days: toLunarDate(date).day - 1 });
const monthAfter = (date: Date) => startOf(startOf(date).add({ days: 32 }));

/** The first day of the lunar month that is so many months from that of a day. */
function monthAt(date: Date, months: number): Date {
  let start = startOf(date);
  for (let away = 0; away < months; away += 1) start = monthAfter(start);
  for (let away = 0; away > months; away -= 1) start = startOf(start.subtract({ days: 1 }));
  return start;
}

/** A day without its month: the next one, or that of a month counted from the current one. */
function dayOfAnyMonth(
  { day, monthOffset, isMonthLunar, after }: LunarDay,
  today: Date,
  anchor: Date,
): Resolution<Period> {
  const dayFrom = (start: Date) => dayIn(toLunarDate(start), day);
  if (monthOffset === undefined) {
    let start = startOf(anchor);
    for (let tries = 0; tries < 4; tries += 1) {
      const found = dayFrom(start);
      if (found && (after ? isBefore(anchor, found.from) : !isBefore(found.from, anchor)))
        return resolved(found);
      start = monthAfter(start);
    }
    return unresolved('dates.errors.noLunarDay');
  }
  const counted = dayFrom(monthAt(today, monthOffset));
  if (isMonthLunar) return onlyOne([counted]);
  // The month may be the solar one: the lunar day that lies in it.
  const solar = today.with({ day: 1 }).add({ months: monthOffset });
  const inSolar = [solar, solar.add({ months: 1 }).subtract({ days: 1 })]
    .map((date) => dayFrom(startOf(date)))
    .filter((found) => found?.from.month === solar.month);
  return onlyOne([counted, ...inSolar]);
}

/** The day of a lunar date, the next one without a year; a day that its month lacks does not exist. */
export function resolveLunarDay(
  expression: LunarDay,
  today: Date,
  anchor: Date,
): Resolution<Period> {
  const { day, month, isLeap, weekday, isYearLoose, year } = expression;
  if (!isKnown(anchor.year) || !isKnown(today.year)) return unresolved('dates.errors.noLunarDay');
  if (
    day < 1 ||
    (day > maxDay && day !== lastDayOfMonth) ||
    (month !== undefined && (month < 1 || month > 12))
  )
    return unresolved('dates.errors.noLunarDay');
  const checked = (found: Resolution<Period>) =>
    found.ok ? checkWeekday(found.value, weekday) : found;
  if (month === undefined) return checked(dayOfAnyMonth(expression, today, anchor));
  const find: InMonth = (of) => dayIn(of, day);
  const key = {
    month,
    ...(isLeap ? { isLeap } : {}),
    ...(expression.after ? { after: true as const } : {}),
  };
  const years = yearsOf(expression, today);
  if (!years) return checked(nextIn(key, anchor, find));
  const found = inYears(key, years, find);
  // The last months of a lunar year lie in the next solar one: 23 tháng chạp 2027 may be that before Tết 2027.
  const inSolarYear =
    isYearLoose && year !== undefined && month >= 11
      ? inYears(key, [year - 1], find).filter((period) => period?.from.year === year)
      : [];
  return onlyOne([...found, ...inSolarYear], weekday);
}

/** The days of a lunar month, the next one that is not over without a year. */
export function resolveLunarMonth(
  expression: LunarMonthExpression,
  today: Date,
  anchor: Date,
): Resolution<Period> {
  if (!isKnown(anchor.year) || !isKnown(today.year)) return unresolved('dates.errors.noLunarDay');
  const { month, monthOffset, isLeap, after } = expression;
  if (monthOffset !== undefined) {
    const from = monthAt(today, monthOffset);
    return resolved({ from, until: monthAfter(from) });
  }
  const years = yearsOf(expression, today);
  if (month === undefined) {
    const start = toLunarDate(anchor).year;
    const all = (years ?? [start, start + 1, start + 2, start + 3])
      .filter(isKnown)
      .flatMap((year) =>
        Array.from({ length: 12 }, (_, at) =>
          daysOfLunarMonth({ year, month: at + 1, isLeap: true }),
        ),
      );
    const ahead = all.find((days) => days && (years !== undefined || isBefore(anchor, days.until)));
    return ahead ? resolved(ahead) : unresolved('dates.errors.noLunarDay');
  }
  const key = { month, ...(isLeap ? { isLeap } : {}), ...(after ? { after } : {}) };
  if (!years) return nextIn(key, anchor, daysOfLunarMonth);
  return onlyOne(inYears(key, years, daysOfLunarMonth));
}

export function resolveLunarYear(name: YearName, today: Date): Resolution<Period> {
  if (!isKnown(today.year)) return unresolved('dates.errors.noLunarDay');
  const year = yearOfName(name, today);
  return isKnown(year)
    ? resolved({ from: lunarNewYearOf(year), until: lunarNewYearOf(year + 1) })
    : unresolved('dates.errors.noLunarDay');
}

/** Days around the new year belong to two lunar years. */
const isAroundNewYear = (rule: HolidayRule) =>
  rule.kind === 'newYear' ||
  rule.kind === 'beforeNewYear' ||
  rule.kind === 'chineseNewYear' ||
  (rule.kind === 'lunar' && rule.month === 12);

/** A holiday of a solar year, or the next one that is not over. */
export function resolveHoliday(
  { rule, year, yearOffset, yearName, weekday }: DateExpression & { kind: 'holiday' },
  today: Date,
  anchor: Date,
): Resolution<Period> {
  const unknown = unresolved('dates.errors.noLunarDay');
  const wanted =
    (yearName && yearOfName(yearName, today)) ??
    year ??
    (yearOffset === undefined ? undefined : today.year + yearOffset);
  const period = wanted === undefined ? nextOccurrence(rule, anchor) : occurrenceIn(rule, wanted);
  if (!period) return unknown;
  // “This year's Tết” is unclear once it is over.
  if (yearOffset === 0 && isAroundNewYear(rule) && !isBefore(today, period.until)) return unknown;
  return checkWeekday(period, weekday);
}
