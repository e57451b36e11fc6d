import type { Signup } from '../database/generated/client.ts';
import type { Transaction } from '../delivery/publications.ts';
import { moveToEnd } from './by-hand.ts';
import { type FilledSeats, fillSeats } from './seats.ts';

export interface ApprovalResult {
  /** With a seat, or waiting. */
  signup: Signup;
  /** Others to whom seats went that were free beside a waiting list. */
  filled: FilledSeats;
}

/**
 * Gives an applicant a seat, or the last position of the waiting list where nothing is free. The transaction has locked
 * the session.
 */
export async function approveApplicant(
  tx: Transaction,
  { id, sessionId, personId }: { id: string; sessionId: string; personId: string },
  now: Date,
): Promise<ApprovalResult> {
  await moveToEnd(tx, id);
  await tx.signup.update({ where: { id }, data: { state: 'waiting' } });
  const { confirmed, offered } = await fillSeats(tx, { sessionId, now, asking: personId });
  return {
    signup: await tx.signup.findUniqueOrThrow({ where: { id } }),
    filled: { confirmed: confirmed.filter((other) => other !== personId), offered },
  };
}

/** Ends an application that is rejected, or that nobody decided about. The transaction has locked the session. */
export const endApplication = (
  tx: Transaction,
  { id }: Pick<Signup, 'id'>,
  data: { state: 'rejected'; reason: string } | { state: 'declined' },
): Promise<Signup> => tx.signup.update({ where: { id }, data });

/** Invites somebody without a seat, a position or an application to a session, which the transaction has locked. */
export async function inviteToSession(
  tx: Transaction,
  given: { sessionId: string; personId: string; now: Date },
): Promise<Signup> {
  const { sessionId, personId, now } = given;
  await tx.signup.deleteMany({ where: { sessionId, personId } });
  return tx.signup.create({
    data: { sessionId, personId, state: 'invited', invitedAt: now, createdAt: now },
  });
}
