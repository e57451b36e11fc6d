import { lunarNewYearOf, lunarYears } from '../../lunar/index.ts';
import type { DateExpression } from '../model/date-expression.ts';
import type { Period } from '../model/period.ts';
import { type Resolution, resolved, unresolved } from '../model/result.ts';
import { isBefore } from './calendar-date.ts';

type Date = Temporal.PlainDate;
type Third = DateExpression & { kind: 'thirdOf' };

export const mondayOf = (date: Date): Date => date.subtract({ days: date.dayOfWeek - 1 });

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

/** First days of the middle and the last third of a week, month, quarter or year. */
function edgesOf({ from, until }: Period): readonly [middle: Date, end: Date] {
  const { months, days } = from.until(until, { largestUnit: 'months' });
  if (months === 0 && days === 7) return [from.add({ days: 2 }), from.add({ days: 4 })];
  if (months === 1) return [from.add({ days: 10 }), from.add({ days: 20 })];
  return months === 3
    ? [from.add({ months: 1 }), from.add({ months: 2 })]
    : [from.add({ months: 3 }), from.add({ months: 9 })];
}

function thirdOf(third: Third['third'], whole: Period): Period {
  const [middle, end] = edgesOf(whole);
  if (third === 1) return { from: whole.from, until: middle };
  return third === 2 ? { from: middle, until: end } : { from: end, until: whole.until };
}

/** A third of a period; of the next unit when that of the current one is over. */
export function resolveThird(
  { third, of, coming }: Third,
  today: Date,
  resolve: (of: DateExpression) => Resolution<Period>,
): Resolution<Period> {
  const whole = resolve(of);
  if (!whole.ok) return whole;
  const part = thirdOf(third, whole.value);
  if (!coming || of.kind !== 'unit' || isBefore(today, part.until)) return resolved(part);
  const next = resolve({ ...of, offset: of.offset + 1 });
  return next.ok ? resolved(thirdOf(third, next.value)) : next;
}

/** Weeks are counted in steps of seven days from the first of the month, the last week is its last seven days; a weekend belongs to the month of its Saturday. */
export function resolveNth(
  { nth, what }: DateExpression & { kind: 'nth' },
  { from, until }: Period,
): Period {
  const weeks = nth === -1 ? 0 : 7 * (nth - 1);
  const last = until.subtract({ days: 1 });
  if (what === 'week')
    return nth === -1
      ? { from: until.subtract({ days: 7 }), until }
      : { from: from.add({ days: weeks }), until: from.add({ days: weeks + 7 }) };
  const weekday = what === 'weekend' ? 6 : what;
  const day =
    nth === -1
      ? last.subtract({ days: (last.dayOfWeek - weekday + 7) % 7 })
      : from.add({ days: ((weekday - from.dayOfWeek + 7) % 7) + weeks });
  return { from: day, until: day.add({ days: what === 'weekend' ? 2 : 1 }) };
}

/** Days of the lunar new year of a year, or of the next one that is not over; fails for years that the calendar does not know. */
export function resolveLunarNewYear(
  { first, length, year, yearOffset }: DateExpression & { kind: 'lunarNewYear' },
  today: Date,
  anchor: Date,
): Resolution<Period> {
  const daysOf = (of: number): Period | undefined => {
    if (of < lunarYears.first || of > lunarYears.last) return undefined;
    const from = lunarNewYearOf(of).add({ days: first });
    return { from, until: from.add({ days: length }) };
  };
  const unknown = unresolved('dates.errors.lunar');
  if (year !== undefined || yearOffset !== undefined) {
    const days = daysOf(year ?? today.year + (yearOffset ?? 0));
    // "This year's Tết" is unclear once it is over.
    const isOver = days && yearOffset === 0 && !isBefore(today, days.until);
    return days && !isOver ? resolved(days) : unknown;
  }
  for (const candidate of [anchor.year, anchor.year + 1]) {
    const days = daysOf(candidate);
    if (!days) return unknown;
    if (isBefore(anchor, days.until)) return resolved(days);
  }
  return unknown;
}
