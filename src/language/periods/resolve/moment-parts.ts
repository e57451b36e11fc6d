import type { PartOfDay } from '../model/local-moment.ts';
import type { MomentPart } from '../model/moment-part.ts';
import type { Period } from '../model/period.ts';
import { type Resolution, resolved, unresolved } from '../model/result.ts';
import { isEndOfDay, resolveClockTime } from './clock-time.ts';

/** The day of a period that is one day. */
export function requireSingleDay(resolution: Resolution<Period>): Resolution<Temporal.PlainDate> {
  if (!resolution.ok) return resolution;
  const { from, until } = resolution.value;
  return from.add({ days: 1 }).equals(until) ? resolved(from) : unresolved('dates.errors.several');
}

export interface MomentParts {
  readonly date?: MomentPart & { kind: 'date' };
  readonly partOfDay?: MomentPart & { kind: 'partOfDay' };
  readonly clock?: MomentPart & { kind: 'clock' };
}

export function groupByKind(parts: readonly MomentPart[]): MomentParts {
  return Object.fromEntries(parts.map((part) => [part.kind, part]));
}

const noon = { hour: 12, minute: 0 } as const;

const isLate = (partOfDay: PartOfDay) => partOfDay === 'night' || partOfDay === 'evening';

export const isAtEndOfDay = ({ clock }: MomentParts) =>
  clock !== undefined && isEndOfDay(clock.clock);

/** The time of day, if any. Noon is a time by itself; other parts of the day are not. */
export function resolveTimeOfDay({
  clock,
  date,
  ...others
}: MomentParts): Resolution<Temporal.PlainTime | undefined> {
  const partOfDay = others.partOfDay?.partOfDay;
  if (clock && isEndOfDay(clock.clock) && (!partOfDay || isLate(partOfDay)))
    return resolved(Temporal.PlainTime.from({ hour: 0 }));
  if (clock) return resolveClockTime(clock.clock, partOfDay, date !== undefined);
  return resolved(partOfDay === 'noon' ? Temporal.PlainTime.from(noon) : undefined);
}

/** The time after the midnight that ends today: `midnight tonight`, `12h30 đêm nay`. */
export function midnightOfTonight({
  clock,
  date,
  partOfDay,
}: MomentParts): Temporal.PlainTime | undefined {
  const isTonight =
    date?.expression.kind === 'offset' &&
    date.expression.count === 0 &&
    partOfDay !== undefined &&
    isLate(partOfDay.partOfDay);
  if (!isTonight || !clock) return undefined;
  const { hour, minute, meridiem, minutesBefore, isBare } = clock.clock;
  const isMidnight = hour === 0 || hour === 24 || (hour === 12 && !isBare);
  return isMidnight && minute < 60 && meridiem === undefined && minutesBefore === undefined
    ? Temporal.PlainTime.from({ hour: 0, minute })
    : undefined;
}
