import type { Event, PrismaClient } from '../../database/generated/client.ts';
import { firstValidZone } from '../../language/zones/zone.ts';
import { hasValidTimes } from '../lifetime.ts';

const hour = 3_600_000;

/** When people are thanked for going to an event; in milliseconds, or as hours of the event's day. */
const thanking = {
  afterEnd: hour,
  /** Of an event whose end is not known. */
  afterStart: 3 * hour,
  from: 9,
  until: 21,
  /** After a longer downtime nobody is. */
  lateness: 4 * 24 * hour,
} as const;

/** An event as far as its thanks depend on it. */
type EventTimes = Pick<Event, 'id' | 'startsAt' | 'endsAt' | 'allDay' | 'zone'>;

/**
 * When those who went to an event are thanked: an hour after its end, between nine in the morning and nine in the evening
 * where it took place.
 * @throws RangeError when one of its times is no date
 */
export function thanksDueAt(event: EventTimes): Temporal.Instant {
  const { startsAt, endsAt, zone } = event;
  if (!hasValidTimes(event)) throw new RangeError('The times of an event are no dates');
  const [start, end] = [startsAt.getTime(), endsAt.getTime()];
  const earliest = end > start ? end + thanking.afterEnd : start + thanking.afterStart;
  const local = Temporal.Instant.fromEpochMilliseconds(earliest).toZonedDateTimeISO(
    firstValidZone('UTC', zone),
  );
  if (local.hour >= thanking.from && local.hour < thanking.until) return local.toInstant();
  const day = local.toPlainDate().add({ days: local.hour < thanking.from ? 0 : 1 });
  return day
    .toZonedDateTime({ timeZone: local.timeZoneId, plainTime: { hour: thanking.from } })
    .toInstant();
}

/** Whether those who went to an event are thanked by now, and it is not too late for that. */
export const areThanksDue = (event: EventTimes, now: Temporal.Instant): boolean =>
  Temporal.Instant.compare(thanksDueAt(event), now) <= 0 &&
  event.endsAt.getTime() > now.epochMilliseconds - thanking.lateness;

/**
 * Events that have ended, of communities that thank, to which somebody went; not those that other calendars brought in.
 * @param without ids to leave out
 */
export function findEnded(
  db: Pick<PrismaClient, '$queryRaw'>,
  now: Temporal.Instant,
  without: readonly string[],
): Promise<EventTimes[]> {
  const at = new Date(now.epochMilliseconds);
  const since = new Date(now.epochMilliseconds - thanking.lateness);
  // Community by community, along the index of its events by their ends; OFFSET 0 keeps the planner from another way.
  return db.$queryRaw<EventTimes[]>`
    SELECT e."id", e."startsAt", e."endsAt", e."allDay", e."zone" FROM "Community" c
    CROSS JOIN LATERAL (
      SELECT * FROM "Event" o
      WHERE o."communityId" = c."id" AND o."endsAt" > ${since} AND o."endsAt" <= ${at} OFFSET 0
    ) e
    WHERE c."thanksAttendees" AND e."state" = 'scheduled' AND e."sourceName" = ''
      AND e."id" <> ALL(${[...without]}::uuid[])
      AND NOT EXISTS (SELECT FROM "EventThanks" t WHERE t."eventId" = e."id")
      AND NOT EXISTS (SELECT FROM "ImportedItem" i WHERE i."eventId" = e."id")
      AND EXISTS (SELECT FROM "Rsvp" r WHERE r."eventId" = e."id" AND r."state" = 'going')
    ORDER BY e."endsAt", e."id"`;
}
