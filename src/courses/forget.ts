import { forgetApprovals } from '../alerts/approval/forget.ts';
import { type Call, nowOf } from '../communities/call.ts';
import type { Transaction } from '../delivery/publications.ts';
import { type Holdings, holdingsOf } from '../people/holdings.ts';
import { forgetTraces } from '../people/traces.ts';
import { fillFreeSeats, holdSessions, placesTransaction } from './places.ts';
import { tellPromoted } from './signup.ts';

/** Seats in what has begun stay as they were, as nobody's: only coming sessions change. */
async function leaveSeats(tx: Transaction, personId: string, now: Date): Promise<void> {
  const begun = { session: { startsAt: { lte: now } }, state: 'placed' as const };
  await tx.signup.updateMany({
    where: {
      ...begun,
      OR: [{ personId }, { personId: null, broughtBy: { personId } }],
    },
    data: { personId: null, broughtById: null, note: '' },
  });
  await tx.$executeRaw`
    UPDATE "Event" e SET "forgotten" = "forgotten" + 1 FROM "Interest" i
    WHERE i."eventId" = e."id" AND i."personId" = ${personId}::uuid AND i."going" AND e."startsAt" <= ${now}`;
}

/**
 * Takes everything about a person out of the store, linked accounts and their private chats included.
 * What they did in a role stays in the audit without their name, and a seat in a session that has begun stays taken;
 * seats in coming sessions go to who waits.
 * @param keep runs once the sessions are held, before anything goes
 * @returns what there was
 */
export async function forget(
  call: Call,
  keep: (tx: Transaction) => Promise<void> = async () => {},
): Promise<Holdings> {
  const { db, person } = call;
  const now = nowOf(call);
  return db.$transaction(async (tx) => {
    const held = await tx.signup.findMany({
      where: { personId: person.id, state: 'placed' },
      select: { session: { include: { course: true } } },
      orderBy: { sessionId: 'asc' },
    });
    await holdSessions(
      tx,
      held.map(({ session }) => session.id),
    );
    await keep(tx);
    const had = await holdingsOf(tx, person.id, now);
    await forgetApprovals(tx, await tx.account.findMany({ where: { personId: person.id } }));
    await forgetTraces(tx, person.id);
    await leaveSeats(tx, person.id, now);
    await tx.person.delete({ where: { id: person.id } });
    for (const { session } of held) {
      await tellPromoted(call, tx, session, await fillFreeSeats(tx, session.id, now));
    }
    return had;
  }, placesTransaction);
}
