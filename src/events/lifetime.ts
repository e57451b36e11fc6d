import type { Event, Prisma } from '../database/generated/client.ts';

/** How long after its old end a postponed event may still get a new date, in milliseconds. */
const postponedGraceMs = 90 * 24 * 3_600_000;

type EventTimespan = Pick<Event, 'state' | 'startsAt' | 'endsAt'>;

/** When an event that stands so is over at last, in milliseconds: a postponed one waits a while for a new date. */
export const eventEndsAt = (state: Event['state'], endsAt: Date): number =>
  endsAt.getTime() + (state === 'postponed' ? postponedGraceMs : 0);

/**
 * Whether an event has ended, or was postponed so long ago that nobody waits for its new date. One of which no end
 * is known lasts an instant: its own is not over.
 */
export function hasEnded(
  { state, startsAt, endsAt }: EventTimespan,
  now: Temporal.Instant,
): boolean {
  const end = eventEndsAt(state, endsAt);
  return end < now.epochMilliseconds || (end === now.epochMilliseconds && startsAt < endsAt);
}

/** What has not ended by its dates at an instant. */
export const endsAfterWhere = (from: Date): Prisma.EventWhereInput => ({
  endsAt: { gte: from },
  NOT: { endsAt: from, startsAt: { lt: from } },
});

/** The events of which {@link hasEnded} is not true at an instant. */
export const notEndedWhere = (at: Date): Prisma.EventWhereInput => ({
  OR: [
    { state: { not: 'postponed' }, ...endsAfterWhere(at) },
    { state: 'postponed', ...endsAfterWhere(new Date(at.getTime() - postponedGraceMs)) },
  ],
});
