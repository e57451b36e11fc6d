import { UserError } from '../../kit/define/user-error.ts';
import {
  lockSessions,
  reserveSeat,
  type SeatPosition,
  seatTransaction,
} from '../../seats/seats.ts';
import { announceFilled } from '../signups/announce-filled.ts';
import type { SessionWithCourse, SignupWithSession } from '../signups/queries.ts';
import type { SignupServices } from '../signups/service.ts';
import { releaseReplaced } from './answer-offer.ts';

/**
 * Moves a person from one session of a course to another: the seat in the first is theirs until they have one in the
 * second. Where that is full they wait there, and are asked when a seat is free.
 * @throws UserError when they have nothing in the first any more, or the second takes nobody
 */
export async function swapSession(
  { db, now, person, notices }: SignupServices,
  from: SignupWithSession,
  to: SessionWithCourse,
): Promise<SeatPosition> {
  const at = new Date(now.epochMilliseconds);
  if (from.session.startsAt <= at) throw new UserError('courses.refused.over');
  if (from.sessionId === to.id || from.session.courseId !== to.courseId)
    throw new UserError('courses.refused.sameSession');
  return db.$transaction(async (tx) => {
    await lockSessions(tx, [from.sessionId, to.id]);
    const current = await tx.signup.findUnique({ where: { id: from.id } });
    if (current?.state !== 'confirmed' && current?.state !== 'waiting')
      throw new UserError('courses.refused.notSignedUp');
    const isSeat = current.state === 'confirmed';
    const reserved = await reserveSeat(tx, {
      ...{ sessionId: to.id, personId: person.id, note: current.note, now: at },
      replacesId: current.id,
    });
    if (!('seat' in reserved)) throw new UserError(`courses.refused.${reserved.outcome}`);
    await announceFilled(tx, { notices, now: at }, to, reserved.filled);
    // A position in a waiting list is given up at once, a seat only for another seat.
    if (reserved.outcome === 'taken' && (reserved.seat.state === 'confirmed' || !isSeat))
      await releaseReplaced(tx, { notices, now: at }, current.id);
    return reserved.seat;
  }, seatTransaction);
}
