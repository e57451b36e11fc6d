import type { Event } from '../../database/generated/client.ts';
import type { DateValue } from '../../kit/argument-types/dates/date.ts';
import { UserError } from '../../kit/define/user-error.ts';
import type { EventEnd } from '../event-end-argument.ts';

/** The times of an event as they are stored. */
export type EventTimes = Pick<Event, 'startsAt' | 'endsAt' | 'allDay'>;

export interface EventZones {
  /** In which the organiser's hours are read. */
  asker: string;
  /** In which whole days begin and end. */
  event: string;
}

const dateAt = (date: Temporal.PlainDate, time: Temporal.PlainTime | undefined, zone: string) =>
  new Date(
    date.toZonedDateTime({ timeZone: zone, ...(time ? { plainTime: time } : {}) })
      .epochMilliseconds,
  );

/** The end contradicts the start: it is asked for again. */
const endError = (reason: 'mixed' | 'backwards' | 'twoEnds') =>
  new UserError(`events.refused.${reason}`, {}, ['until']);

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
  // A time that is not later than the start is on the next day.
  const isNextDay = !end.date && Temporal.PlainTime.compare(end.time, time) <= 0;
  const endsAt = dateAt(end.date ?? date.add({ days: isNextDay ? 1 : 0 }), end.time, zone);
  if (endsAt < startsAt) throw endError('backwards');
  return { startsAt, endsAt, allDay: false };
}

/** A period was given where a day is needed: it is asked for again. */
const periodError = (kind: 'timed' | 'oneDay') =>
  new UserError(`events.refused.period.${kind}`, {}, ['when']);

/** @throws UserError when only a part of the day was given where a time is needed */
function rejectPartsOfDay(when: DateValue | undefined, until: EventEnd | undefined): void {
  const argumentNames = [
    ...(when?.partOfDay ? ['when'] : []),
    ...(until?.partOfDay ? ['until'] : []),
  ];
  if (argumentNames.length > 0) throw new UserError('events.refused.partOfDay', {}, argumentNames);
}

const isSeveralDays = ({ startsAt, endsAt, allDay }: EventTimes, zone: string): boolean => {
  const dayOf = (at: Date) => at.toTemporalInstant().toZonedDateTimeISO(zone).toPlainDate();
  return allDay && dayOf(startsAt).add({ days: 1 }).until(dayOf(endsAt)).sign > 0;
};

/**
 * The times of an event: whole days, the last one included, where no time of day was given; without an end it ends
 * when it starts.
 * @throws UserError when the end is before the start, only one of the two has a time of day, or one has only a part of
 * the day
 */
export function resolveEventTimes(
  when: DateValue,
  given: EventEnd | undefined,
  zones: EventZones,
): EventTimes {
  rejectPartsOfDay(when, given);
  const { date, time, lastDate } = when;
  // An end beside a period: it is unclear which one is meant.
  if (given && lastDate) throw endError('twoEnds');
  const end = given ?? (lastDate && { date: lastDate });
  return time ? timedEvent(date, time, end, zones.asker) : allDayEvent(date, end, zones.event);
}

/**
 * The times of an event after a change. A period is accepted only where the event had one. Without a time of day the
 * present one is kept, and without an end the length.
 * @throws UserError as {@link resolveEventTimes}
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
  const presentTime = event.allDay || isWholeDays ? undefined : before.toPlainTime();
  const date = when?.date ?? before.toPlainDate();
  const time = when ? (when.time ?? presentTime) : event.allDay ? undefined : before.toPlainTime();
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
