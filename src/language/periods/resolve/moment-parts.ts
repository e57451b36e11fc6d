import type { MomentPart } from '../grammar/time.ts';
import type { PartOfDay } from '../model/date-expression.ts';
import { type Period, type Resolution, resolved, unresolved } from '../model/result.ts';
import { isEndOfDay, resolveClockTime } from './clock-time.ts';

/** A period that is one day. */
export function requireSingleDay(outcome: Resolution<Period>): Resolution<Temporal.PlainDate> {
  if (!outcome.ok) return outcome;
  const { from, until } = outcome.value;
  return from.add({ days: 1 }).equals(until) ? resolved(from) : unresolved('dates.errors.several');
}

export interface MomentParts {
  readonly days?: MomentPart & { kind: 'days' };
  readonly part?: MomentPart & { kind: 'part' };
  readonly clock?: MomentPart & { kind: 'clock' };
}

/** What was said, by its kind. */
export function groupByKind(said: readonly MomentPart[]): MomentParts {
  return Object.fromEntries(said.map((one) => [one.kind, one]));
}

const noon = { hour: 12, minute: 0 } as const;

const isLate = (part: PartOfDay) => part === 'night' || part === 'evening';

export const isAtEndOfDay = ({ clock }: MomentParts) =>
  clock !== undefined && isEndOfDay(clock.clock);

/** The time that was said, if one was. Noon is one by itself; the evening is not. */
export function resolveTimeOfDay({
  clock,
  part,
  days,
}: MomentParts): Resolution<Temporal.PlainTime | undefined> {
  if (clock && isEndOfDay(clock.clock) && (!part || isLate(part.part)))
    return resolved(Temporal.PlainTime.from({ hour: 0 }));
  if (clock) return resolveClockTime(clock.clock, part?.part, days !== undefined);
  return resolved(part?.part === 'noon' ? Temporal.PlainTime.from(noon) : undefined);
}
