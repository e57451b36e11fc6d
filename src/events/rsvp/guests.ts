import type { Event, Person, PrismaClient } from '../../database/generated/client.ts';
import { UserError } from '../../kit/define/user-error.ts';
import { seatTransaction } from '../../seats/seats.ts';
import { lockEvent } from '../announcements/announcement.ts';
import { canRsvp } from '../lifetime.ts';
import { fillFreePlaces, findFreePlaces, type PlaceNotices } from './waiting-list.ts';

export interface GuestServices {
  db: PrismaClient;
  now: Temporal.Instant;
  person: Pick<Person, 'id'>;
  notices: PlaceNotices;
}

/**
 * Stores how many guests a person brings. Guests take places that are free; those who wait come first. Places of guests
 * who stay away go to who waits.
 * @param guests 0 for none
 * @throws UserError when the person is not going, the event takes no such number, is over or cancelled, or has too few
 * free places: then nothing has changed
 */
export async function setGuests(
  { db, now, person, notices }: GuestServices,
  { id: eventId }: Event,
  guests: number,
): Promise<void> {
  const at = new Date(now.epochMilliseconds);
  await db.$transaction(async (tx) => {
    const event = await lockEvent(tx, eventId);
    if (!canRsvp(event, now))
      throw new UserError(
        event.state === 'cancelled' ? 'events.refused.cancelled' : 'events.refused.over',
      );
    const most = event.guests ?? 0;
    if (guests > most) throw new UserError('events.bringing.tooMany', { count: most });
    await fillFreePlaces(tx, event, at, notices);
    const where = { eventId_personId: { eventId, personId: person.id } };
    const answer = await tx.rsvp.findUnique({ where });
    if (answer?.state !== 'going') throw new UserError('events.bringing.notGoing');
    const free = answer.guests + (await findFreePlaces(tx, event));
    if (guests > free) throw new UserError('events.bringing.noRoom', { count: free });
    await tx.rsvp.update({ where, data: { guests, changedAt: at } });
    await fillFreePlaces(tx, event, at, notices);
  }, seatTransaction);
}
