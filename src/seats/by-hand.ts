import type { Signup } from '../database/generated/client.ts';
import type { Transaction } from '../delivery/publications.ts';

/** Where an organiser puts somebody: a free seat, one seat more than there were, or the end of the waiting list. */
export type Placement = 'seat' | 'extra' | 'waiting';

/** Makes a signup the last in the order. */
export async function moveToEnd(tx: Transaction, id: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Signup" SET "position" = nextval(pg_get_serial_sequence('"Signup"', 'position'))
    WHERE "id" = ${id}::uuid`;
}

/** Adds one seat to a locked session. */
const addSeat = (tx: Transaction, id: string, at: Date) =>
  tx.session.update({
    where: { id },
    data: { seats: { increment: 1 }, revision: { increment: 1 }, changedAt: at },
  });

const stateOf = (placement: Placement) => (placement === 'waiting' ? 'waiting' : 'confirmed');

/**
 * Puts somebody without a seat or a position into a session, which the transaction has locked: whatever they had before
 * is forgotten, and they come last in the order.
 */
export async function enterByHand(
  tx: Transaction,
  given: { sessionId: string; personId: string; note: string; now: Date },
  placement: Placement,
): Promise<Signup> {
  const { sessionId, personId, note, now } = given;
  if (placement === 'extra') await addSeat(tx, sessionId, now);
  await tx.signup.deleteMany({ where: { sessionId, personId } });
  return tx.signup.create({
    data: { sessionId, personId, note, state: stateOf(placement), createdAt: now },
  });
}

/** Gives a seat to somebody who waits or was offered one; the transaction has locked the session. */
export async function seatByHand(
  tx: Transaction,
  { id, sessionId }: Pick<Signup, 'id' | 'sessionId'>,
  placement: Exclude<Placement, 'waiting'>,
  now: Date,
): Promise<Signup> {
  if (placement === 'extra') await addSeat(tx, sessionId, now);
  return tx.signup.update({
    where: { id },
    data: { state: 'confirmed', offeredUntil: null, replacesId: null, reason: '' },
  });
}

/**
 * Moves a signup to another session, last in its order; the transaction has locked both. It stays the same row, so that
 * what belongs to it goes along.
 */
export async function moveByHand(
  tx: Transaction,
  { id, personId }: Pick<Signup, 'id' | 'personId'>,
  to: string,
  placement: Placement,
  now: Date,
): Promise<Signup> {
  if (placement === 'extra') await addSeat(tx, to, now);
  await tx.signup.deleteMany({ where: { sessionId: to, personId } });
  await moveToEnd(tx, id);
  return tx.signup.update({
    where: { id },
    data: {
      ...{ sessionId: to, state: stateOf(placement) },
      ...{ offeredUntil: null, replacesId: null, attendance: null, attendedAt: null },
    },
  });
}

/** Takes somebody out of a session, which the transaction has locked; the seat is free then. */
export const removeByHand = (
  tx: Transaction,
  { id }: Pick<Signup, 'id'>,
  reason: string,
): Promise<Signup> =>
  tx.signup.update({
    where: { id },
    data: { state: 'removed', reason, offeredUntil: null, replacesId: null },
  });
