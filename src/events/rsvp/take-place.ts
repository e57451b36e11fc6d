import type { Transaction } from '../../delivery/publications.ts';
import { lockEvent } from '../announcements/announcement.ts';
import { type RsvpAnswer, type RsvpResult, storeRsvp } from './store-answer.ts';
import { readTurnout } from './turnout.ts';
import { fillFreePlaces, findFreePlaces, type PlaceNotices } from './waiting-list.ts';

/**
 * Stores an answer to an event with a limited number of places. Answers to one event run one after another, over all
 * processes: it is never overbooked, and nobody gets a place before those who wait. Run it within `seatTransaction`.
 */
export async function takePlace(
  tx: Transaction,
  answer: RsvpAnswer,
  notices: PlaceNotices,
): Promise<RsvpResult> {
  const { eventId, personId, at, choice } = answer;
  const event = await lockEvent(tx, eventId);
  // Places that became free in another way, as when an operator deletes rows.
  await fillFreePlaces(tx, event, at, notices);
  if (choice !== 'going') {
    const stored = await storeRsvp(tx, answer);
    await fillFreePlaces(tx, event, at, notices);
    return { ...stored, turnout: await readTurnout(tx, eventId) };
  }
  const hasPlace = await tx.rsvp.count({ where: { eventId, personId, state: 'going' } });
  const isFree = hasPlace > 0 || (await findFreePlaces(tx, event)) > 0;
  return storeRsvp(tx, { ...answer, choice: isFree ? 'going' : 'waiting' });
}
