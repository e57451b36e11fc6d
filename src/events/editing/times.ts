import type { Event } from '../../database/generated/client.ts';
import type { DateValue } from '../../kit/argument-types/date.ts';
import { UserError } from '../../kit/define/user-error.ts';
import type { EventEnd } from '../event-end.ts';

/** When an event is, as it is kept. */
export type EventTimes = Pick<Event, 'startsAt' | 'endsAt' | 'allDay'>;

export interface EventZones {
  /** In which hours are said. */
  asker: string;
  /** The event's own, in which whole days begin and end. */
  event: string;
}

const dateAt = (date: Temporal.PlainDate, time: Temporal.PlainTime | undefined, zone: string) =>
  new Date(
    date.toZonedDateTime({ timeZone: zone, ...(time ? { plainTime: time } : {}) })
      .epochMilliseconds,
  );

/** An end that does not go with the beginning is asked for again. */
const endError = (why: 'mixed' | 'backwards' | 'twoEnds') =>
  new UserError(`events.refused.${why}`, {}, ['until']);

function allDayEvent(
  first: Temporal.PlainDate,
  end: EventEnd | undefined,
  zone: string,
): EventTimes {
  if (end?.time) throw endError('mixed');
  const last = end?.date ?? first;
  if (Temporal.PlainDate.compare(last, first) < 0) throw endError('backwards');
  return {
    startsAt: dateAt(first, undefined, zone),
    endsAt: dateAt(last.add({ days: 1 }), undefined, zone),
    allDay: true,
  };
}

function timedEvent(
  date: Temporal.PlainDate,
  time: Temporal.PlainTime,
  end: EventEnd | undefined,
  zone: string,
): EventTimes {
  const startsAt = dateAt(date, time, zone);
  if (!end) return { startsAt, endsAt: startsAt, allDay: false };
  if (!end.time) throw endError('mixed');
  // A time alone that is no later than the beginning is of the next morning.
  const isNextDay = !end.date && Temporal.PlainTime.compare(end.time, time) <= 0;
  const endsAt = dateAt(end.date ?? date.add({ days: isNextDay ? 1 : 0 }), end.time, zone);
  if (endsAt < startsAt) throw endError('backwards');
  return { startsAt, endsAt, allDay: false };
}

/** A period is no answer where a day was asked for: it is asked again, everything else is kept. */
const periodError = (kind: 'timed' | 'oneDay') =>
  new UserError(`events.refused.period.${kind}`, {}, ['when']);

/** A part of a day is no time of day: what has one is asked again, everything else is kept. */
function rejectPartsOfDay(when: DateValue | undefined, until: EventEnd | undefined): void {
  const about = [...(when?.partOfDay ? ['when'] : []), ...(until?.partOfDay ? ['until'] : [])];
  if (about.length > 0) throw new UserError('events.refused.partOfDay', {}, about);
}

const isSeveralDays = ({ startsAt, endsAt, allDay }: EventTimes, zone: string): boolean => {
  const dayOf = (at: Date) => at.toTemporalInstant().toZonedDateTimeISO(zone).toPlainDate();
  return allDay && dayOf(startsAt).add({ days: 1 }).until(dayOf(endsAt)).sign > 0;
};

/**
 * When an event is: whole days when no time of day was said (the last one included), else from then on;
 * without an end only the beginning is known.
 * @throws Refusal when the end lies before the beginning, only one of the two has a time of day, or one has a
 * part of the day alone
 */
export function resolveEventTimes(
  when: DateValue,
  given: EventEnd | undefined,
  zones: EventZones,
): EventTimes {
  rejectPartsOfDay(when, given);
  const { date, time, lastDate } = when;
  // Two ends that were both said do not go together.
  if (given && lastDate) throw endError('twoEnds');
  const end = given ?? (lastDate && { date: lastDate });
  return time ? timedEvent(date, time, end, zones.asker) : allDayEvent(date, end, zones.event);
}

/**
 * When an event is after a change. A period is taken only for an event that was announced as one. A new day without a time keeps the time of day, a new beginning keeps the
 * length; both unless an end is given that says otherwise.
 * @throws Refusal as {@link resolveEventTimes}
 */
export function rescheduleTimes(
  event: EventTimes,
  when: DateValue | undefined,
  given: EventEnd | undefined,
  zones: EventZones,
): EventTimes {
  rejectPartsOfDay(when, given);
  if (when?.lastDate) {
    if (!isSeveralDays(event, zones.event)) throw periodError(event.allDay ? 'oneDay' : 'timed');
    if (given) throw endError('twoEnds');
  }
  const end = given ?? (when?.lastDate && { date: when.lastDate });
  if (!when && !end) return event;
  const zone = event.allDay ? zones.event : zones.asker;
  const before = event.startsAt.toTemporalInstant().toZonedDateTimeISO(zone);
  const isWholeDays = end?.date !== undefined && end.time === undefined;
  const keptTime = event.allDay || isWholeDays ? undefined : before.toPlainTime();
  const date = when?.date ?? before.toPlainDate();
  const time = when ? (when.time ?? keptTime) : event.allDay ? undefined : before.toPlainTime();
  const start: DateValue = { date, ...(time ? { time } : {}) };
  if (end) return resolveEventTimes(start, end, zones);
  const times = resolveEventTimes(start, undefined, zones);
  if (times.allDay !== event.allDay) return times;
  if (event.allDay) {
    const days = before
      .toPlainDate()
      .until(
        event.endsAt
          .toTemporalInstant()
          .toZonedDateTimeISO(zone)
          .toPlainDate()
          .subtract({ days: 1 }),
      );
    return resolveEventTimes(start, { date: date.add(days) }, zones);
  }
  const length = event.endsAt.getTime() - event.startsAt.getTime();
  return { ...times, endsAt: new Date(times.startsAt.getTime() + length) };
}
