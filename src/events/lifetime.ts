import type { Event, Prisma } from '../database/generated/client.ts';

/** How long after its former end a postponed event may still get a new date, in milliseconds. */
const postponedGraceMs = 90 * 24 * 3_600_000;

type EventTimespan = Pick<Event, 'state' | 'startsAt' | 'endsAt'>;

/** When an event of this state ends, in milliseconds; a postponed one stays open for a while. */
export const eventEndsAt = (state: Event['state'], endsAt: Date): number =>
  endsAt.getTime() + (state === 'postponed' ? postponedGraceMs : 0);

/**
 * Whether an event has ended, or was postponed so long ago that no new date is expected. An event without a known end
 * ends when it starts: at that very moment it has not ended.
 */
export function hasEnded(
  { state, startsAt, endsAt }: EventTimespan,
  now: Temporal.Instant,
): boolean {
  const end = eventEndsAt(state, endsAt);
  return end < now.epochMilliseconds || (end === now.epochMilliseconds && startsAt < endsAt);
}

/** Whether both times can be represented in JavaScript: PostgreSQL stores others, too. */
export const hasValidTimes = ({ startsAt, endsAt }: Pick<Event, 'startsAt' | 'endsAt'>): boolean =>
  !Number.isNaN(startsAt.getTime()) && !Number.isNaN(endsAt.getTime());

/** Whether people can still answer that they are going. */
export const canRsvp = (event: EventTimespan, now: Temporal.Instant): boolean =>
  event.state !== 'cancelled' && !hasEnded(event, now);

/** Whether it can be put into a calendar: not when it is cancelled or has no date. */
export const hasDate = ({ state }: Pick<Event, 'state'>): boolean => state === 'scheduled';

/** Events that have not ended at an instant, by their dates alone. */
const endsAfterWhere = (from: Date): Prisma.EventWhereInput => ({
  endsAt: { gte: from },
  NOT: { endsAt: from, startsAt: { lt: from } },
});

/** Events for which {@link hasEnded} is false at an instant. */
export const notEndedWhere = (at: Date): Prisma.EventWhereInput => ({
  OR: [
    { state: { not: 'postponed' }, ...endsAfterWhere(at) },
    { state: 'postponed', ...endsAfterWhere(new Date(at.getTime() - postponedGraceMs)) },
  ],
});
