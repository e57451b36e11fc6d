import { isEndOfDay, timeOf } from './clock.ts';
import { type Outcome, type Period, refused, understood } from './result.ts';
import type { Part } from './spec.ts';
import type { Said } from './time-grammar.ts';

/** A period that is one day. */
export function single(outcome: Outcome<Period>): Outcome<Temporal.PlainDate> {
  if (!outcome.ok) return outcome;
  const { from, until } = outcome.value;
  return from.add({ days: 1 }).equals(until) ? understood(from) : refused('dates.errors.several');
}

export interface Parts {
  readonly days?: Said & { kind: 'days' };
  readonly part?: Said & { kind: 'part' };
  readonly clock?: Said & { kind: 'clock' };
}

/** What was said, by its kind. */
export function sort(said: readonly Said[]): Parts {
  return Object.fromEntries(said.map((one) => [one.kind, one]));
}

const noon = { hour: 12, minute: 0 } as const;

const isLate = (part: Part) => part === 'night' || part === 'evening';

export const endsDay = ({ clock }: Parts) => clock !== undefined && isEndOfDay(clock.clock);

/** The time that was said, if one was. Noon is one by itself; the evening is not. */
export function timeIn({ clock, part, days }: Parts): Outcome<Temporal.PlainTime | undefined> {
  if (clock && isEndOfDay(clock.clock) && (!part || isLate(part.part)))
    return understood(Temporal.PlainTime.from({ hour: 0 }));
  if (clock) return timeOf(clock.clock, part?.part, days !== undefined);
  return understood(part?.part === 'noon' ? Temporal.PlainTime.from(noon) : undefined);
}
