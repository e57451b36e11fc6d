import type { Event, Person, PrismaClient } from '../database/generated/client.ts';
import { UserError } from '../kit/define/user-error.ts';
import { canRsvp, hasDate } from './lifetime.ts';
import { countGoing } from './queries.ts';

export interface RsvpServices {
  db: PrismaClient;
  now: Temporal.Instant;
  person: Pick<Person, 'id'>;
}

/**
 * Stores whether a person is going to an event; the last answer counts.
 * @returns how many people are going
 * @throws UserError for going to an event that is cancelled or has ended
 */
export async function setRsvp(
  { db, now, person }: RsvpServices,
  event: Event,
  going: boolean,
): Promise<number> {
  if (going && !canRsvp(event, now)) {
    throw new UserError(
      event.state === 'cancelled' ? 'events.refused.cancelled' : 'events.refused.over',
    );
  }
  const key = { eventId: event.id, personId: person.id };
  const answer = { going, changedAt: new Date(now.epochMilliseconds) };
  await db.rsvp.upsert({
    where: { eventId_personId: key },
    create: { ...key, ...answer },
    update: answer,
  });
  return countGoing(db, event.id);
}

/** @throws UserError when the event is cancelled, or has no date yet */
export function requireDate(event: Event): void {
  if (hasDate(event)) return;
  throw new UserError(
    event.state === 'cancelled' ? 'events.refused.cancelled' : 'events.refused.noDate',
  );
}
