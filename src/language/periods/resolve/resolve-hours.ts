import type { ClockReading, HourEnd } from '../model/clock-reading.ts';
import type { DateExpression } from '../model/date-expression.ts';
import { hoursOfParts } from '../model/part-hours.ts';
import type { Period } from '../model/period.ts';
import { type Resolution, resolved, unresolved } from '../model/result.ts';
import { isEndOfDay, resolveClockTime } from './clock-time.ts';

const day = 24 * 60;
const halfDay = day / 2;

const isOneDay = ({ from, until }: Period) => from.add({ days: 1 }).equals(until);

/** Minutes after midnight that a time can mean: twice a day where neither a part of the day nor the clock says which. */
function minutesOf(clock: ClockReading, partOfDay: HourEnd['partOfDay']): number[] {
  if (isEndOfDay(clock)) return [0];
  const { isBare: _, ...told } = clock;
  const time = resolveClockTime(told, partOfDay, false);
  if (!time.ok) return [];
  const minutes = time.value.hour * 60 + time.value.minute;
  const isExact = partOfDay !== undefined || clock.meridiem !== undefined || clock.isMidnightWord;
  return isExact || clock.hour > 12 || clock.hour === 0
    ? [minutes]
    : [minutes % halfDay, (minutes % halfDay) + halfDay];
}

/** The shortest hours that two ends can mean; none if one of them is impossible. */
function shortestSpans(
  from: HourEnd & { clock: ClockReading },
  until: HourEnd & { clock: ClockReading },
) {
  const ends = minutesOf(until.clock, until.partOfDay);
  const spans = minutesOf(from.clock, from.partOfDay).flatMap((start) =>
    ends.map((end) => ({
      start,
      length: (end - start + day) % day || day,
      isAcross: end !== 0 && end <= start,
    })),
  );
  const shortest = Math.min(...spans.map(({ length }) => length));
  return spans.filter(({ length }) => length === shortest);
}

const hasClock = (end: HourEnd): end is HourEnd & { clock: ClockReading } =>
  end.clock !== undefined;

/** The day of some hours, with the next one where they lead past midnight; the hours where they can mean only one thing. */
export function resolveHours(
  { from, until, partOfDay }: DateExpression & { kind: 'hours' },
  days: Period,
): Resolution<Period> {
  if (!isOneDay(days)) return unresolved('dates.errors.unreadable');
  if (!hasClock(from) || !hasClock(until)) {
    const isPossible = [from, until].every(
      (end) => !hasClock(end) || minutesOf(end.clock, end.partOfDay).length > 0,
    );
    return isPossible ? resolved(days) : unresolved('dates.errors.unreadable');
  }
  const spans = shortestSpans(from, until);
  const [first, ...others] = spans;
  if (!first || others.some(({ isAcross }) => isAcross !== first.isAcross))
    return unresolved('dates.errors.unreadable');
  const whole = first.isAcross ? { from: days.from, until: days.until.add({ days: 1 }) } : days;
  const part = partOfDay && hoursOfParts(partOfDay);
  const meant = spans.filter(({ start }) => !part || (part.from <= start && start < part.until));
  const [only, ...further] = others.length === 0 ? spans : meant;
  return resolved(
    only && further.length === 0
      ? { ...whole, hours: { from: only.start, until: only.start + only.length } }
      : whole,
  );
}

/** The day of a time that begins or ends a range. */
export function resolveTimed(
  { clock, partOfDay }: DateExpression & { kind: 'timed' },
  days: Period,
): Resolution<Period> {
  const isPossible = !clock || minutesOf(clock, partOfDay).length > 0;
  return isPossible && isOneDay(days) ? resolved(days) : unresolved('dates.errors.unreadable');
}
