import type { DateExpression } from '../model/date-expression.ts';
import type { Period } from '../model/period.ts';
import { type Resolution, resolved, unresolved } from '../model/result.ts';
import {
  dateOf,
  inYear,
  isBefore,
  mondayOf,
  nextOf,
  oneDay,
  periodOrImpossible,
  plus,
  yearOf,
} from './calendar-date.ts';
import { resolveDayPart, resolveOpenHours } from './day-hours.ts';
import {
  either,
  resolveBeside,
  resolveIsoWeek,
  resolveShift,
  resolveWeekOf,
} from './resolve-beside.ts';
import { resolveHours, resolveTimed } from './resolve-hours.ts';
import {
  resolveHoliday,
  resolveLunarDay,
  resolveLunarMonth,
  resolveLunarYear,
} from './resolve-lunar.ts';
import {
  edgeOf,
  halfOf,
  resolveComingNth,
  resolveNewYear,
  resolvePart,
  resolveThird,
  resolveUnit,
} from './resolve-parts.ts';
import { resolveRange, withoutRestOfTet } from './resolve-range.ts';

type Date = Temporal.PlainDate;

const notTheSame = unresolved('dates.errors.unreadable');

function resolveWeekday(
  { weekday, which }: DateExpression & { kind: 'weekday' },
  today: Date,
  anchor: Date,
): Period {
  if (typeof which === 'number')
    return oneDay(mondayOf(today).add({ days: 7 * which + weekday - 1 }));
  const daysAhead = (weekday - anchor.dayOfWeek + 7) % 7;
  if (which === 'coming') return oneDay(anchor.add({ days: daysAhead }));
  return oneDay(
    which === 'after'
      ? anchor.add({ days: daysAhead === 0 ? 7 : daysAhead })
      : anchor.subtract({ days: daysAhead === 0 ? 7 : 7 - daysAhead }),
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
  // Of two consecutive months one has 31 days.
  for (const months of [0, 1, 2, 3]) {
    const month = anchor.with({ day: 1 }).add({ months });
    const date = dateOf(month.year, month.month, day);
    if (date && (after ? isBefore(anchor, date) : !isBefore(date, anchor)))
      return periodOrImpossible(oneDay(date), weekday);
  }
  return unresolved('dates.errors.impossible');
}

/** A unit counted from the current one; on a Monday `the coming week` may be this one. */
function resolveUnitOf(
  { unit, offset, isComing, isNewYear }: DateExpression & { kind: 'unit' },
  today: Date,
): Resolution<Period> {
  if (isNewYear) {
    const year = resolveNewYear(today);
    return year.ok && isComing ? either(oneDay(year.value.from), year.value) : year;
  }
  const found = resolveUnit(unit, offset, today);
  if (!isComing || unit !== 'week' || today.dayOfWeek !== 1) return resolved(found);
  return either(resolveUnit(unit, 0, today), found);
}

/**
 * The days that an expression means.
 * @param anchor the next matching day is searched from this day on: today, or the start of a range
 */
export function resolveExpression(
  expression: DateExpression,
  today: Date,
  anchor: Date = today,
): Resolution<Period> {
  const resolveToday = (inner: DateExpression) => resolveExpression(inner, today);
  switch (expression.kind) {
    case 'offset':
      return resolved(oneDay(plus(today, expression.count, expression.unit)));
    case 'weekday':
      return resolved(resolveWeekday(expression, today, anchor));
    case 'day':
    case 'months': {
      const year = yearOf(expression, today);
      const period = year === undefined ? nextOf(expression, anchor) : inYear(expression, year);
      return periodOrImpossible(period, expression.weekday);
    }
    case 'dayOfMonth':
      return resolveDayOfMonth(expression, today, anchor);
    case 'dayWithoutMonth':
      return unresolved('dates.errors.unreadable');
    case 'year':
      return periodOrImpossible(inYear({ kind: 'months', month: 1, length: 12 }, expression.year));
    case 'unit':
      return resolveUnitOf(expression, today);
    case 'thirdOf':
      return resolveThird(expression, today, resolveToday);
    case 'nth':
      return resolveComingNth(expression, today, resolveToday);
    case 'holiday':
      return resolveHoliday(expression, today, anchor);
    case 'lunarDay':
      return resolveLunarDay(expression, today, anchor);
    case 'lunarMonth':
      return resolveLunarMonth(expression, today, anchor);
    case 'lunarYear':
      return resolveLunarYear(expression.name, today);
    case 'halfOf':
      return resolvePart(expression, today, resolveToday, (whole) =>
        halfOf(expression.half, whole),
      );
    case 'edgeOf':
      return resolvePart(expression, today, resolveToday, (whole) => edgeOf(expression, whole));
    case 'weekOf': {
      const day = resolveToday(expression.day);
      return day.ok ? resolveWeekOf(expression, day.value) : day;
    }
    case 'isoWeek':
      return resolveIsoWeek(expression, anchor);
    case 'shift': {
      const base = resolveToday(withoutRestOfTet(expression.base));
      return base.ok ? resolveShift(expression, base.value) : base;
    }
    case 'beside': {
      const base = resolveToday(expression.base);
      return base.ok ? resolved(resolveBeside(expression, base.value)) : base;
    }
    case 'untilStart': {
      const start = resolveToday(expression.start);
      if (!start.ok) return start;
      return isBefore(today, start.value.from)
        ? resolved({ from: today, until: start.value.from })
        : unresolved('dates.errors.backwards');
    }
    case 'nextUnits': {
      const { count, unit, start } = expression;
      if (count === 0) return unresolved('dates.errors.unreadable');
      const first = start ? resolveToday(start) : resolved({ from: today, until: today });
      if (!first.ok) return first;
      const { from } = first.value;
      return resolved({ from, until: plus(from, count, unit) });
    }
    case 'pastUnits': {
      const { count, unit } = expression;
      const until = today.add({ days: 1 });
      return count === 0
        ? unresolved('dates.errors.unreadable')
        : resolved({ from: plus(until, -count, unit), until });
    }
    case 'timed': {
      const day = resolveExpression(expression.day, today, anchor);
      return day.ok ? resolveTimed(expression, day.value) : day;
    }
    case 'hours': {
      const day = resolveExpression(expression.day, today, anchor);
      return day.ok ? resolveHours(expression, day.value) : day;
    }
    case 'dayPart': {
      const day = resolveExpression(expression.day, today, anchor);
      return day.ok ? resolved(resolveDayPart(expression, day.value)) : day;
    }
    case 'openHours': {
      const day = resolveExpression(expression.day, today, anchor);
      return day.ok ? resolveOpenHours(expression, day.value) : day;
    }
    case 'same': {
      const first = resolveToday(expression.first);
      if (!first.ok) return first;
      const second = resolveExpression(expression.second, today, first.value.from);
      return second.ok && second.value.from.equals(first.value.from) ? second : notTheSame;
    }
    case 'range':
      return resolveRange(expression, today, (end, from, day = today) =>
        resolveExpression(end, day, from),
      );
    case 'untilEnd': {
      const end = resolveToday(
        expression.isWhole ? expression.end : withoutRestOfTet(expression.end),
      );
      if (!end.ok) return end;
      const { until } = end.value;
      return isBefore(today, until)
        ? resolved({ from: today, until })
        : unresolved('dates.errors.backwards');
    }
  }
}
