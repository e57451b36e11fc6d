import type { Event, Person, PrismaClient } from '../../database/generated/client.ts';
import { UserError } from '../../kit/define/user-error.ts';
import { seatTransaction } from '../../seats/seats.ts';
import { canRsvp, hasDate } from '../lifetime.ts';
import type { RsvpChoice } from './choice.ts';
import { type RsvpResult, storeRsvp } from './store-answer.ts';
import { takePlace } from './take-place.ts';
import type { PlaceNotices } from './waiting-list.ts';

export interface RsvpServices {
  db: PrismaClient;
  now: Temporal.Instant;
  person: Pick<Person, 'id'>;
  notices: PlaceNotices;
}

/**
 * Stores whether a person is going to an event; the last answer counts. Where places are limited and none is free,
 * the person waits for one; a place that is given back goes to who waits.
 * @throws UserError for going, perhaps too, to an event that is cancelled or has ended
 */
export async function setRsvp(
  { db, now, person, notices }: RsvpServices,
  event: Event,
  choice: RsvpChoice,
): Promise<RsvpResult> {
  if (choice !== 'declined' && !canRsvp(event, now)) {
    throw new UserError(
      event.state === 'cancelled' ? 'events.refused.cancelled' : 'events.refused.over',
    );
  }
  const answer = {
    ...{ eventId: event.id, personId: person.id, choice },
    at: new Date(now.epochMilliseconds),
  };
  if (event.capacity === null) return storeRsvp(db, answer);
  return db.$transaction((tx) => takePlace(tx, answer, notices), seatTransaction);
}

/** @throws UserError when the event is cancelled, or has no date yet */
export function requireDate(event: Event): void {
  if (hasDate(event)) return;
  throw new UserError(
    event.state === 'cancelled' ? 'events.refused.cancelled' : 'events.refused.noDate',
  );
}
