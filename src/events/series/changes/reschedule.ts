import type { Event, EventSeries } from '../../../database/generated/client.ts';
import { UserError } from '../../../kit/define/user-error.ts';
import {
  firstOccurrence,
  occurrencesOf,
  type Recurring,
} from '../../../language/recurrence/occurrences.ts';
import { completeRule, type RecurrenceRule } from '../../../language/recurrence/rule.ts';
import type { EditTime } from '../../editing/changed-fields.ts';
import { rescheduleTimes } from '../../editing/times.ts';
import type { EventInput } from '../../field-arguments.ts';
import { occurrenceTimes, readSeriesRule } from '../../repeats/rule.ts';
import { planDates } from '../plan.ts';

type Day = Temporal.PlainDate;

/** When a series is from one of its dates on. */
export interface NewTimes {
  recurring: Recurring;
  /** Of its first date. */
  times: Pick<Event, 'startsAt' | 'endsAt' | 'allDay' | 'zone'>;
  /** The next ones, and whether there are others. */
  starts: readonly Temporal.Instant[];
  hasMore: boolean;
}

const refused = (reason: string, argument: string) =>
  new UserError(`events.series.refused.${reason}`, {}, [argument]);

/** A counted rule, without the dates that were before. */
async function remainingRule(recurring: Recurring, pivot: Date): Promise<RecurrenceRule> {
  const { rule } = recurring;
  if (rule.count === undefined) return rule;
  const before = pivot.toTemporalInstant();
  const past = await occurrencesOf(recurring, { before, most: rule.count });
  return { ...rule, count: Math.max(1, rule.count - past.length) };
}

/**
 * When a series would be from one of its dates on, with another time of day or another rule.
 * @param asked the date that was named, whose day may stand beside the new time
 * @throws UserError when another day is given without a rule, or the times contradict each other
 */
export async function resolveNewTimes(
  series: EventSeries,
  { first: pivot, asked }: { first: Event; asked: Event },
  { when, until, repeats }: EventInput,
  { zone }: EditTime,
): Promise<NewTimes> {
  const recurring = readSeriesRule(series);
  const zones = { asker: zone, event: series.zone };
  const original = occurrenceTimes(
    series,
    (pivot.originalStartsAt ?? pivot.startsAt).toTemporalInstant(),
  );
  const given = repeats?.time ?? when?.time;
  if (repeats?.time && when?.time && !repeats.time.equals(when.time))
    throw refused('twoTimes', 'when');
  const dayOf = (at: Date) => at.toTemporalInstant().toZonedDateTimeISO(zone).toPlainDate();
  const day = dayOf(original.startsAt);
  if (when && !when.date.equals(dayOf(asked.startsAt))) throw refused('moveByRule', 'when');
  const times = rescheduleTimes(
    original,
    given ? { date: day, time: given } : undefined,
    until,
    zones,
  );
  if (times.allDay !== series.allDay) throw refused('moveByRule', 'when');
  const from = times.startsAt.toTemporalInstant().toZonedDateTimeISO(series.zone);
  const rule = repeats
    ? completeRule(repeats.rule, from.toPlainDate())
    : await remainingRule(recurring, original.startsAt);
  if (!rule) throw refused(repeats?.rule.isLunar ? 'noDay' : 'monthEnd', 'repeats');
  const first = await firstOccurrence(rule, from, times.allDay);
  if (!first) throw refused('endsBefore', 'repeats');
  const next = { rule, first, allDay: times.allDay };
  return {
    recurring: next,
    times: {
      ...occurrenceTimes({ ...times, zone: series.zone }, first.toInstant()),
      zone: series.zone,
    },
    ...(await planDates(next, repeats ? 2 : 1)),
  };
}

const weekOf = (day: Day): string => `${day.yearOfWeek}-${day.weekOfYear}`;

/** Those that are alone under their key. */
function singles<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item> {
  const groups = Map.groupBy(items, keyOf);
  return new Map(
    [...groups].flatMap(([key, [only, ...others]]) =>
      only !== undefined && others.length === 0 ? [[key, only] as const] : [],
    ),
  );
}

/**
 * Which new start takes the place of each date: the one of the same day, else the only one of the week where the date
 * was the only one, too. Others have none.
 */
export async function matchDates(
  events: readonly Event[],
  { recurring }: NewTimes,
): Promise<ReadonlyMap<string, Temporal.Instant>> {
  const zone = recurring.first.timeZoneId;
  const dayOf = (at: Temporal.Instant) => at.toZonedDateTimeISO(zone).toPlainDate();
  const originalDay = ({ originalStartsAt, startsAt }: Event) =>
    dayOf((originalStartsAt ?? startsAt).toTemporalInstant());
  const last = events.at(-1);
  if (!last) return new Map();
  const until = originalDay(last).add({ days: 8 }).toZonedDateTime(zone).toInstant();
  const starts = await occurrencesOf(recurring, { before: until, most: 1000 });
  const byDay = singles(starts, (start) => dayOf(start).toString());
  const byWeek = singles(starts, (start) => weekOf(dayOf(start)));
  const aloneInWeek = singles(events, (event) => weekOf(originalDay(event)));
  return new Map(
    events.flatMap((event) => {
      const day = originalDay(event);
      const isAlone = aloneInWeek.get(weekOf(day)) === event;
      const start = byDay.get(day.toString()) ?? (isAlone ? byWeek.get(weekOf(day)) : undefined);
      return start ? [[event.id, start] as const] : [];
    }),
  );
}
