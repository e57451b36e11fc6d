import type { DateExpression } from '../model/date-expression.ts';
import { hoursOfParts } from '../model/part-hours.ts';
import type { Hours, Period } from '../model/period.ts';
import { type Resolution, resolved, unresolved } from '../model/result.ts';
import { isEndOfDay, resolveClockTime } from './clock-time.ts';

const dayLength = 24 * 60;
const isOneDay = ({ from, until }: Period) => from.add({ days: 1 }).equals(until);

/** Minutes after midnight. */
export const minutesAt = ({ hour, minute }: Temporal.PlainTime): number => hour * 60 + minute;

/** A part of one day, or a row of them; of several days it is left open. */
export const resolveDayPart = (
  { first, last }: DateExpression & { kind: 'dayPart' },
  days: Period,
): Period => (isOneDay(days) ? { ...days, hours: hoursOfParts(first, last) } : days);

/** One day before or after a time. */
export function resolveOpenHours(
  { side, end, partOfDay: ofDay }: DateExpression & { kind: 'openHours' },
  days: Period,
): Resolution<Period> {
  const { clock, partOfDay = ofDay } = end;
  if (!clock || !isOneDay(days)) return unresolved('dates.errors.unreadable');
  const isEnd = side === 'before' && isEndOfDay(clock);
  const time = isEnd ? undefined : resolveClockTime(clock, partOfDay, true);
  // The choices would be times without their day.
  if (time && !time.ok) return unresolved(time.reason.key, time.reason.params);
  const at = time ? minutesAt(time.value) : dayLength;
  const whole: Hours = ofDay ? hoursOfParts(ofDay) : { from: 0, until: dayLength };
  const hours = side === 'after' ? { ...whole, from: at } : { ...whole, until: at };
  return hours.from < hours.until
    ? resolved({ ...days, hours })
    : unresolved('dates.errors.impossibleTime');
}

/** What readings of the same days have in common: the hours that hold those of all, where one of them does. */
export function widest(periods: readonly Period[]): Period | undefined {
  const holds = ({ hours }: Period, { hours: others }: Period) =>
    !hours || (others !== undefined && hours.from <= others.from && others.until <= hours.until);
  const [first] = periods;
  return (
    periods.find((one) => periods.every((other) => holds(one, other))) ??
    (first && { from: first.from, until: first.until })
  );
}
