import type { Event, EventSeries } from '../../database/generated/client.ts';
import type { Recurring } from '../../language/recurrence/occurrences.ts';
import { parseRule } from '../../language/recurrence/rule-text.ts';
import { hasValidTimes } from '../lifetime.ts';

/** The columns that say when a series is. */
export type SeriesTimes = Pick<
  EventSeries,
  'rule' | 'isLunar' | 'startsAt' | 'endsAt' | 'allDay' | 'zone'
>;

/**
 * The rule of a series and its first date.
 * @throws RangeError when its rule or its zone cannot be read
 */
export function readSeriesRule({ rule, isLunar, startsAt, allDay, zone }: SeriesTimes): Recurring {
  const read = parseRule(rule, { isLunar, zone });
  if (!read) throw new RangeError('The rule of a series cannot be read');
  return { rule: read, first: startsAt.toTemporalInstant().toZonedDateTimeISO(zone), allDay };
}

const dayOf = (at: Date, zone: string) =>
  at.toTemporalInstant().toZonedDateTimeISO(zone).toPlainDate();

/**
 * The times of a date that starts then: as long as the first one, in days where it is whole days.
 * @throws RangeError when the times of the first one are no dates
 */
export function occurrenceTimes(
  { startsAt, endsAt, allDay, zone }: Pick<Event, 'startsAt' | 'endsAt' | 'allDay' | 'zone'>,
  start: Temporal.Instant,
): Pick<Event, 'startsAt' | 'endsAt' | 'allDay'> {
  const begins = new Date(start.epochMilliseconds);
  if (!hasValidTimes({ startsAt, endsAt })) throw new RangeError('The times of a series are none');
  if (!allDay) {
    const length = endsAt.getTime() - startsAt.getTime();
    return { startsAt: begins, endsAt: new Date(begins.getTime() + length), allDay };
  }
  const length = dayOf(startsAt, zone).until(dayOf(endsAt, zone));
  const end = start.toZonedDateTimeISO(zone).toPlainDate().add(length).toZonedDateTime(zone);
  return { startsAt: begins, endsAt: new Date(end.epochMilliseconds), allDay };
}
