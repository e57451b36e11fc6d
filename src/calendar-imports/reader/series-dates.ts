import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Length, type Moment, momentInstant, type ReadEvent } from './event.ts';
import { expandRule, type StartRange } from './expand-rule.ts';
import { readerLimits } from './limits.ts';
import { instantOf, localTimeOf } from './zones.ts';

/** One date of an event. */
export interface EventDate {
  /** When its event lets it start, whatever replaces it: `2026-12-01` or `2026-12-01T12:30:00Z`. */
  id: string;
  start: Moment;
  length: Length;
}

/** A day, or an instant in UTC. */
export const momentText = (moment: Moment): string =>
  moment.isDate
    ? moment.local.toPlainDate().toString()
    : momentInstant(moment).toString({ smallestUnit: 'second' });

/** The instant at which something ends. */
export function endInstant(start: Moment, length: Length): Temporal.Instant {
  if ('ms' in length) return momentInstant(start).add({ milliseconds: length.ms });
  return instantOf(start.zone, start.local.add({ days: length.days }));
}

/** The longest that something that repeats is looked back for when it is still on, in hours. */
const longestLookBack = 24 * 31;

/** How rules are expanded within the limits of a whole calendar. */
export interface RuleBudget {
  /** Expands, or returns undefined when the rule cannot be, or too many were. */
  expand(
    rule: string,
    start: Moment,
    range: Omit<StartRange, 'isSpent'>,
  ): Promise<Moment[] | undefined>;
}

/** @param clock in milliseconds since any moment */
export function createRuleBudget(clock: () => number = () => performance.now()): RuleBudget {
  let left: number = readerLimits.rules;
  const end = clock() + readerLimits.rulesMs;
  const isSpent = () => clock() >= end;
  let bad = 0;
  return {
    async expand(rule, start, range) {
      if (left <= 0 || bad >= readerLimits.badRules || isSpent()) return undefined;
      left -= 1;
      await nextTurn();
      return expandRule(rule, start, { ...range, isSpent }).catch(() => {
        bad += 1;
        return undefined;
      });
    },
  };
}

const dayOf = ({ local }: Moment): string => local.toPlainDate().toString();
const localDayOf = (date: Moment): string =>
  dayOf({ ...date, local: localTimeOf(date.zone, momentInstant(date)) });

/** Finds which of the dates that an event excludes or replaces mean a moment. */
interface DateMatcher {
  /** Whether one does. A day means everything that starts on it. */
  has(date: Moment): boolean;
}

export function matchDates(written: readonly Moment[]): DateMatcher {
  const days = new Set(written.map(dayOf));
  const wholeDays = new Set(written.filter(({ isDate }) => isDate).map(dayOf));
  const times = new Set(written.filter(({ isDate }) => !isDate).map(momentText));
  return {
    has: (date) =>
      date.isDate
        ? days.has(dayOf(date))
        : times.has(momentText(date)) || (wholeDays.size > 0 && wholeDays.has(localDayOf(date))),
  };
}

/** The id of the date that is replaced, as {@link matchDates} finds it; the first of several. */
export function findReplaced(
  dates: readonly EventDate[],
): (replaced: Moment) => string | undefined {
  const days = new Map<string, string>();
  const times = new Map<string, string>();
  for (const { id, start } of dates.toReversed()) {
    days.set(start.isDate ? dayOf(start) : localDayOf(start), id);
    times.set(start.isDate ? dayOf(start) : momentText(start), id);
  }
  return (replaced) =>
    replaced.isDate
      ? days.get(dayOf(replaced))
      : (times.get(momentText(replaced)) ?? times.get(dayOf(replaced)));
}

/**
 * The dates of an event between two moments: its start, its rules and its further dates without those excluded.
 * @returns also how many rules could not be expanded
 */
export async function datesOf(
  event: ReadEvent,
  { now, before }: { now: Temporal.Instant; before: Temporal.Instant },
  budget: RuleBudget,
): Promise<{ dates: EventDate[]; unreadRules: number }> {
  const hours = 'ms' in event.length ? event.length.ms / 3_600_000 : event.length.days * 24;
  const from = now.subtract({ hours: Math.ceil(Math.min(hours, longestLookBack)) + 24 });
  const range = { from, before, most: readerLimits.datesPerEvent };
  const isWithin = (moment: Moment) => {
    const at = momentInstant(moment);
    return Temporal.Instant.compare(at, from) >= 0 && Temporal.Instant.compare(at, before) < 0;
  };
  let unreadRules = 0;
  const expandAll = async (rules: readonly string[]) => {
    const found: Moment[] = [];
    for (const rule of rules) {
      const starts = await budget.expand(rule, event.start, range);
      if (starts) found.push(...starts);
      else unreadRules += 1;
    }
    return found;
  };
  const byRule = await expandAll(event.rules);
  const excluded = matchDates([...event.excluded, ...(await expandAll(event.exclusionRules))]);
  const all = [
    { moment: event.start, length: undefined },
    ...byRule.map((moment) => ({ moment, length: undefined })),
    ...event.extra,
  ];
  const dates = new Map<string, EventDate>();
  for (const { moment, length } of all) {
    if (!isWithin(moment) || excluded.has(moment)) continue;
    const id = momentText(moment);
    // A further date with a length of its own says more than the rule that has it too.
    if (length || !dates.has(id))
      dates.set(id, { id, start: moment, length: length ?? event.length });
    if (dates.size >= readerLimits.datesPerEvent) break;
  }
  return { dates: [...dates.values()], unreadRules };
}
