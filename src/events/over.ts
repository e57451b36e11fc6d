import type { Event, Prisma } from '../database/generated/client.ts';

/** How long after its old end a postponed event may still get a new date, in milliseconds. */
const postponedMs = 90 * 24 * 3_600_000;

type Lasting = Pick<Event, 'state' | 'startsAt' | 'endsAt'>;

/** When an event that stands so is over at last, in milliseconds: a postponed one waits a while for a new date. */
export const lastsUntil = (state: Event['state'], endsAt: Date): number =>
  endsAt.getTime() + (state === 'postponed' ? postponedMs : 0);

/**
 * Whether an event has ended, or was postponed so long ago that nobody waits for its new date. One of which no end
 * is known lasts an instant: its own is not over.
 */
export function isOver({ state, startsAt, endsAt }: Lasting, now: Temporal.Instant): boolean {
  const end = lastsUntil(state, endsAt);
  return end < now.epochMilliseconds || (end === now.epochMilliseconds && startsAt < endsAt);
}

/** What has not ended by its dates at an instant. */
export const endsAfter = (from: Date): Prisma.EventWhereInput => ({
  endsAt: { gte: from },
  NOT: { endsAt: from, startsAt: { lt: from } },
});

/** The events of which {@link isOver} is not true at an instant. */
export const notOver = (at: Date): Prisma.EventWhereInput => ({
  OR: [
    { state: { not: 'postponed' }, ...endsAfter(at) },
    { state: 'postponed', ...endsAfter(new Date(at.getTime() - postponedMs)) },
  ],
});
