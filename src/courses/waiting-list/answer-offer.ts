import type { PrismaClient, Signup } from '../../database/generated/client.ts';
import type { Transaction } from '../../delivery/publications.ts';
import { UserError } from '../../kit/define/user-error.ts';
import {
  findSeatPosition,
  lockSessions,
  releaseSeat,
  type SeatPosition,
  seatTransaction,
  takeOfferedSeat,
} from '../../seats/seats.ts';
import { announceFilled } from '../signups/announce-filled.ts';
import type { SignupWithSession } from '../signups/queries.ts';
import type { SignupServices } from '../signups/service.ts';

/** Ends the signup that another one takes the place of. The sessions of both are locked. */
export async function releaseReplaced(
  tx: Transaction,
  { notices, now }: { notices: SignupServices['notices']; now: Date },
  replacedId: string,
): Promise<void> {
  const replaced = await tx.signup.findUnique({
    where: { id: replacedId },
    include: { session: { include: { course: true } } },
  });
  if (!replaced?.personId) return;
  const { sessionId, personId, session } = replaced;
  const released = await releaseSeat(tx, { sessionId, personId, now });
  if (released) await announceFilled(tx, { notices, now }, session, released.filled);
}

/** The signup, and the one that it takes the place of, as they are once both sessions are locked. */
async function lockSwap(tx: Transaction, { id, sessionId, replacesId }: Signup): Promise<Signup> {
  const replaced = replacesId
    ? await tx.signup.findUnique({ where: { id: replacesId }, select: { sessionId: true } })
    : null;
  await lockSessions(tx, [sessionId, ...(replaced ? [replaced.sessionId] : [])]);
  const signup = await tx.signup.findUnique({ where: { id } });
  if (!signup) throw new UserError('courses.refused.offerOver');
  return signup;
}

/**
 * Takes the seat that is kept for a person; a seat in another session that it takes the place of goes to the next.
 * @throws UserError when none is kept any more, or the session is cancelled or has started
 */
export async function takeOffer(
  { db, now, person, notices }: SignupServices,
  asked: SignupWithSession,
): Promise<SeatPosition> {
  const at = new Date(now.epochMilliseconds);
  const { session } = asked;
  if (session.cancelledAt) throw new UserError('courses.refused.cancelled');
  if (session.startsAt <= at) throw new UserError('courses.refused.over');
  return db.$transaction(async (tx) => {
    const { replacesId } = await lockSwap(tx, asked);
    const request = { sessionId: session.id, personId: person.id, now: at };
    const taken = await takeOfferedSeat(tx, request);
    const seat = taken && (await findSeatPosition(tx, taken));
    if (!seat) throw new UserError('courses.refused.offerOver');
    if (replacesId) await releaseReplaced(tx, { notices, now: at }, replacesId);
    return seat;
  }, seatTransaction);
}

/**
 * Passes on the seat that is kept for a person: it goes to the next.
 * @throws UserError when none is kept any more
 */
export async function passOffer(
  { db, now, person, notices }: SignupServices,
  { session }: SignupWithSession,
): Promise<void> {
  const at = new Date(now.epochMilliseconds);
  const request = { sessionId: session.id, personId: person.id, now: at };
  await db.$transaction(async (tx) => {
    const released = await releaseSeat(tx, request, 'declined');
    if (!released) throw new UserError('courses.refused.offerOver');
    await announceFilled(tx, { notices, now: at }, session, released.filled);
  }, seatTransaction);
}

/**
 * Whether a person who waits is asked before a seat is theirs.
 * @returns the position that they have
 * @throws UserError when they do not wait any more
 */
export async function setAsksFirst(
  db: PrismaClient,
  { id }: Pick<Signup, 'id'>,
  asksFirst: boolean,
): Promise<SeatPosition> {
  const [changed] = await db.signup.updateManyAndReturn({
    where: { id, state: 'waiting', replacesId: null },
    data: { asksFirst },
  });
  const seat = changed && (await findSeatPosition(db, changed));
  if (!seat) throw new UserError('courses.refused.notWaiting');
  return seat;
}
