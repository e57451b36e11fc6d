import { eraseApprovals } from '../alerts/approval/personal-data.ts';
import { type CommandContext, nowAsDate } from '../context/command-context.ts';
import type { Transaction } from '../delivery/publications.ts';
import { type DeletionSummary, summarizeDeletion } from '../people/privacy/deletion-summary.ts';
import { erasePersonalData } from '../people/privacy/personal-data.ts';
import { lockSessions, promoteIntoFreeSeats, seatTransaction } from '../seats/seats.ts';
import { createSeatNotices } from './signups/notices.ts';

/** Seats and RSVPs in what has started are kept without the person; later ones are deleted with them. */
async function anonymizePastSeats(tx: Transaction, personId: string, now: Date): Promise<void> {
  const started = { session: { startsAt: { lte: now } }, state: 'placed' as const };
  await tx.signup.updateMany({
    where: {
      ...started,
      OR: [{ personId }, { personId: null, originAccount: { personId } }],
    },
    data: { personId: null, originAccountId: null, note: '' },
  });
  await tx.$executeRaw`
    UPDATE "Event" e SET "erasedRsvpCount" = "erasedRsvpCount" + 1 FROM "Rsvp" r
    WHERE r."eventId" = e."id" AND r."personId" = ${personId}::uuid AND r."going" AND e."startsAt" <= ${now}`;
}

/**
 * Deletes everything about a person, linked accounts and their private chats included. Audit entries of what they did
 * in a role are kept without their name, and a seat in a session that has started stays taken; seats in later sessions
 * go to the waiting list.
 * @param beforeErase runs once the sessions are locked, before anything is deleted
 * @returns what was deleted
 */
export async function erasePerson(
  context: CommandContext,
  beforeErase: (tx: Transaction) => Promise<void> = async () => {},
): Promise<DeletionSummary> {
  const { db, person } = context;
  const now = nowAsDate(context);
  const notices = createSeatNotices(context.publications);
  return db.$transaction(async (tx) => {
    const seats = await tx.signup.findMany({
      where: { personId: person.id, state: 'placed' },
      select: { session: { include: { course: true } } },
      orderBy: { sessionId: 'asc' },
    });
    await lockSessions(
      tx,
      seats.map(({ session }) => session.id),
    );
    await beforeErase(tx);
    const summary = await summarizeDeletion(tx, person.id, now);
    await eraseApprovals(tx, await tx.account.findMany({ where: { personId: person.id } }));
    await erasePersonalData(tx, person.id);
    await anonymizePastSeats(tx, person.id, now);
    await tx.person.delete({ where: { id: person.id } });
    for (const { session } of seats) {
      await notices.promoted(tx, session, await promoteIntoFreeSeats(tx, session.id, now));
    }
    return summary;
  }, seatTransaction);
}
