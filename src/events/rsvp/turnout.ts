import type { PrismaClient } from '../../database/generated/client.ts';
import { withKnownEnumValues } from '../../database/known-enum-values.ts';

/** How many people answered an event, and how. */
export interface Turnout {
  /** Those included who were erased after the event had started, with their guests. */
  going: number;
  /** Guests of those who are going. */
  guests: number;
  maybe: number;
  waiting: number;
}

/** Counts the answers to an event. */
export async function readTurnout(
  db: Pick<PrismaClient, 'rsvp' | 'event'>,
  eventId: string,
): Promise<Turnout> {
  const event = await db.event.findUnique({
    where: { id: eventId },
    select: { erasedRsvpCount: true },
  });
  const groups = await db.rsvp.groupBy({
    by: ['state'],
    where: { ...withKnownEnumValues.rsvp, eventId },
    _count: true,
    _sum: { guests: true },
  });
  const count = (state: string) => groups.find((group) => group.state === state)?._count ?? 0;
  return {
    going: count('going') + (event?.erasedRsvpCount ?? 0),
    guests: groups.find(({ state }) => state === 'going')?._sum.guests ?? 0,
    maybe: count('maybe'),
    waiting: count('waiting'),
  };
}
