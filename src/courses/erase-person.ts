import { eraseApprovals } from '../alerts/approval/personal-data.ts';
import { type CommandContext, nowAsDate } from '../context/command-context.ts';
import type { Transaction } from '../delivery/publications.ts';
import { type DeletionSummary, summarizeDeletion } from '../people/privacy/deletion-summary.ts';
import { erasePersonalData } from '../people/privacy/personal-data.ts';
import { lockSessions, promoteIntoFreeSeats, seatTransaction } from '../seats/seats.ts';
import { notifyPromoted } from './signup.ts';

/** Seats in what has begun stay as they were, as nobody's: only coming sessions change. */
async function anonymizePastSeats(tx: Transaction, personId: string, now: Date): Promise<void> {
  const begun = { session: { startsAt: { lte: now } }, state: 'placed' as const };
  await tx.signup.updateMany({
    where: {
      ...begun,
      OR: [{ personId }, { personId: null, originAccount: { personId } }],
    },
    data: { personId: null, originAccountId: null, note: '' },
  });
  await tx.$executeRaw`
    UPDATE "Event" e SET "erasedRsvpCount" = "erasedRsvpCount" + 1 FROM "Rsvp" r
    WHERE r."eventId" = e."id" AND r."personId" = ${personId}::uuid AND r."going" AND e."startsAt" <= ${now}`;
}

/**
 * Takes everything about a person out of the store, linked accounts and their private chats included.
 * What they did in a role stays in the audit without their name, and a seat in a session that has begun stays taken;
 * seats in coming sessions go to who waits.
 * @param beforeErase runs once the sessions are held, before anything goes
 * @returns what there was
 */
export async function erasePerson(
  call: CommandContext,
  beforeErase: (tx: Transaction) => Promise<void> = async () => {},
): Promise<DeletionSummary> {
  const { db, person } = call;
  const now = nowAsDate(call);
  return db.$transaction(async (tx) => {
    const held = await tx.signup.findMany({
      where: { personId: person.id, state: 'placed' },
      select: { session: { include: { course: true } } },
      orderBy: { sessionId: 'asc' },
    });
    await lockSessions(
      tx,
      held.map(({ session }) => session.id),
    );
    await beforeErase(tx);
    const had = await summarizeDeletion(tx, person.id, now);
    await eraseApprovals(tx, await tx.account.findMany({ where: { personId: person.id } }));
    await erasePersonalData(tx, person.id);
    await anonymizePastSeats(tx, person.id, now);
    await tx.person.delete({ where: { id: person.id } });
    for (const { session } of held) {
      await notifyPromoted(call, tx, session, await promoteIntoFreeSeats(tx, session.id, now));
    }
    return had;
  }, seatTransaction);
}
