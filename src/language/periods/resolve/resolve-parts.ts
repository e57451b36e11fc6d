import type { DateExpression, PartOf } from '../model/date-expression.ts';
import type { Period } from '../model/period.ts';
import { type Resolution, resolved, unresolved } from '../model/result.ts';
import { isBefore, mondayOf, plus } from './calendar-date.ts';

type Date = Temporal.PlainDate;
type Third = DateExpression & { kind: 'thirdOf' };

/** A calendar unit, counted from the current one. */
export function resolveUnit(
  unit: (DateExpression & { kind: 'unit' })['unit'],
  offset: number,
  today: Date,
): Period {
  const monday = mondayOf(today).add({ weeks: offset });
  const month = today.with({ day: 1 });
  const quarter = month.subtract({ months: (month.month - 1) % 3 });
  switch (unit) {
    case 'day':
      return { from: today.add({ days: offset }), until: today.add({ days: offset + 1 }) };
    case 'week':
      return { from: monday, until: monday.add({ weeks: 1 }) };
    case 'weekend':
      return { from: monday.add({ days: 5 }), until: monday.add({ weeks: 1 }) };
    case 'month':
      return { from: month.add({ months: offset }), until: month.add({ months: offset + 1 }) };
    case 'quarter':
      return {
        from: quarter.add({ months: 3 * offset }),
        until: quarter.add({ months: 3 * (offset + 1) }),
      };
    case 'year':
      return {
        from: month.with({ month: 1 }).add({ years: offset }),
        until: month.with({ month: 1 }).add({ years: offset + 1 }),
      };
  }
}

/** Until then in January, `the new year` is the current one. */
const lastDayOfNewYear = 15;
/** From then on until the end of February it may also be the lunar one. */
const lastMonthOfNewYear = 2;

/** The coming year, or the current one in its first days. */
export function resolveNewYear(today: Date): Resolution<Period> {
  const isBegun = today.month === 1 && today.day <= lastDayOfNewYear;
  return today.month <= lastMonthOfNewYear && !isBegun
    ? unresolved('dates.errors.unreadable')
    : resolved(resolveUnit('year', isBegun ? 0 : 1, today));
}

/** First days of the middle and the last third of a week, month, quarter or year. */
function edgesOf({ from, until }: Period): readonly [middle: Date, end: Date] {
  const { months, days } = from.until(until, { largestUnit: 'months' });
  if (months === 0 && days === 7) return [from.add({ days: 2 }), from.add({ days: 4 })];
  // Months of the lunar calendar have 29 or 30 days.
  if (months === 1 || (months === 0 && days >= 28))
    return [from.add({ days: 10 }), from.add({ days: 20 })];
  if (months === 6) return [from.add({ months: 2 }), from.add({ months: 4 })];
  return months === 3
    ? [from.add({ months: 1 }), from.add({ months: 2 })]
    : [from.add({ months: 3 }), from.add({ months: 9 })];
}

function thirdOf(third: Third['third'], whole: Period): Period {
  const [middle, end] = edgesOf(whole);
  if (third === 1) return { from: whole.from, until: middle };
  return third === 2 ? { from: middle, until: end } : { from: end, until: whole.until };
}

/** Part of a period; of the next unit when that of the current one is over. */
export function resolvePart(
  { of, coming }: PartOf,
  today: Date,
  resolve: (of: DateExpression) => Resolution<Period>,
  partOf: (whole: Period) => Resolution<Period>,
): Resolution<Period> {
  const whole = resolve(of);
  if (!whole.ok) return whole;
  const part = partOf(whole.value);
  if (!part.ok || !coming || of.kind !== 'unit' || isBefore(today, part.value.until)) return part;
  const next = resolve({ ...of, offset: of.offset + 1 });
  return next.ok ? partOf(next.value) : next;
}

export const resolveThird = (
  expression: Third,
  today: Date,
  resolve: (of: DateExpression) => Resolution<Period>,
): Resolution<Period> =>
  resolvePart(expression, today, resolve, (whole) => resolved(thirdOf(expression.third, whole)));

/** A month's first half has fifteen days, a year's six months. */
export function halfOf(half: 1 | 2, { from, until }: Period): Resolution<Period> {
  const { months } = from.until(until, { largestUnit: 'months' });
  const middle = months > 1 ? from.add({ months: months / 2 }) : from.add({ days: 15 });
  return resolved(half === 1 ? { from, until: middle } : { from: middle, until });
}

/** The first or last units of a period; fails if there are fewer. */
export function edgeOf(
  { edge, count, unit }: DateExpression & { kind: 'edgeOf' },
  { from, until }: Period,
): Resolution<Period> {
  const part =
    edge === 1
      ? { from, until: plus(from, count, unit) }
      : { from: plus(until, -count, unit), until };
  return isBefore(part.from, from) || isBefore(until, part.until)
    ? unresolved('dates.errors.impossible')
    : resolved(part);
}

/** Weeks are counted in steps of seven days from the first of the month, the last week is its last seven days; a weekend belongs to the month of its Saturday. */
function resolveNth(
  { nth, what }: DateExpression & { kind: 'nth' },
  { from, until }: Period,
): Resolution<Period> {
  const weeks = nth === -1 ? 0 : 7 * (nth - 1);
  const last = until.subtract({ days: 1 });
  if (what === 'day') {
    const day = nth === -1 ? last : from.add({ days: nth - 1 });
    return resolved({ from: day, until: day.add({ days: 1 }) });
  }
  if (what === 'month') {
    const month =
      nth === -1 ? last.with({ day: 1 }) : from.with({ day: 1 }).add({ months: nth - 1 });
    return isBefore(month, until)
      ? resolved({ from: month, until: month.add({ months: 1 }) })
      : unresolved('dates.errors.impossible');
  }
  if (what === 'week')
    return nth === 5
      ? unresolved('dates.errors.impossible')
      : resolved(
          nth === -1
            ? { from: until.subtract({ days: 7 }), until }
            : { from: from.add({ days: weeks }), until: from.add({ days: weeks + 7 }) },
        );
  const weekday = what === 'weekend' ? 6 : what;
  const day =
    nth === -1
      ? last.subtract({ days: (last.dayOfWeek - weekday + 7) % 7 })
      : from.add({ days: ((weekday - from.dayOfWeek + 7) % 7) + weeks });
  return isBefore(day, until)
    ? resolved({ from: day, until: day.add({ days: what === 'weekend' ? 2 : 1 }) })
    : unresolved('dates.errors.impossible');
}

/** The same of the next unit, if the unit was only named. */
function nextWhole(of: DateExpression, today: Date): DateExpression | undefined {
  if (of.kind === 'unit' && of.isCurrent) return { ...of, offset: of.offset + 1 };
  const isOpen = of.kind === 'months' && !of.before && !of.after;
  if (!isOpen || of.year !== undefined || of.yearOffset !== undefined) return undefined;
  return { ...of, year: today.year + 1 };
}

/** The nth day, week or month of a period; where it is over, that of the next such period. */
export function resolveComingNth(
  expression: DateExpression & { kind: 'nth' },
  today: Date,
  resolve: (of: DateExpression) => Resolution<Period>,
): Resolution<Period> {
  const whole = resolve(expression.of);
  if (!whole.ok) return whole;
  const found = resolveNth(expression, whole.value);
  const next = nextWhole(expression.of, today);
  if (!found.ok || !next || isBefore(today, found.value.until)) return found;
  const following = resolve(next);
  return following.ok ? resolveNth(expression, following.value) : following;
}
