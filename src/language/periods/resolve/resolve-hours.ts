import type { ClockReading, HourEnd } from '../model/clock-reading.ts';
import type { DateExpression } from '../model/date-expression.ts';
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

/** Whether hours lead past midnight; undefined if they are impossible or may mean either. */
function crossesMidnight(from: HourEnd, until: HourEnd): boolean | undefined {
  const starts = from.clock ? minutesOf(from.clock, from.partOfDay) : undefined;
  const ends = until.clock ? minutesOf(until.clock, until.partOfDay) : undefined;
  if (starts?.length === 0 || ends?.length === 0) return undefined;
  if (!starts || !ends) return false;
  const spans = starts.flatMap((start) =>
    ends.map((end) => ({
      length: (end - start + day) % day || day,
      isAcross: end !== 0 && end <= start,
    })),
  );
  const shortest = Math.min(...spans.map(({ length }) => length));
  const found = new Set(
    spans.filter(({ length }) => length === shortest).map(({ isAcross }) => isAcross),
  );
  const [only] = found;
  return found.size === 1 ? only : undefined;
}

/** The day of some hours, with the next one where they lead past midnight. */
export function resolveHours(
  { from, until }: DateExpression & { kind: 'hours' },
  days: Period,
): Resolution<Period> {
  const isAcross = crossesMidnight(from, until);
  return isAcross === undefined || !isOneDay(days)
    ? unresolved('dates.errors.unreadable')
    : resolved(isAcross ? { from: days.from, until: days.until.add({ days: 1 }) } : days);
}

/** The day of a time that begins or ends a range. */
export function resolveTimed(
  { clock, partOfDay }: DateExpression & { kind: 'timed' },
  days: Period,
): Resolution<Period> {
  const isPossible = !clock || minutesOf(clock, partOfDay).length > 0;
  return isPossible && isOneDay(days) ? resolved(days) : unresolved('dates.errors.unreadable');
}
