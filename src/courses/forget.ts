import type { Call } from '../communities/call.ts';
import type { Transaction } from '../delivery/publications.ts';
import { fillFreeSeats, holdSessions, placesTransaction } from './places.ts';
import { tellPromoted } from './signup.ts';

/** What tells of a person and does not belong to them in the store: it would outlive them. */
async function forgetTraces(tx: Transaction, personId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE "AuditEntry" SET "details" = "details" - 'to' - 'from' - 'person'
    WHERE "details"->>'person' = ${personId}`;
  const accounts = await tx.account.findMany({ where: { personId }, select: { id: true } });
  for (const { id } of accounts) {
    await tx.$executeRaw`
      DELETE FROM "Keyboard" WHERE "actions" @> jsonb_build_array(jsonb_build_object('account', ${id}::text))`;
  }
  // Notices that went to this person alone; what others got as well tells of what it is about.
  const mine = { chat: { account: { personId } } };
  await tx.publication.deleteMany({
    where: {
      kind: 'notice',
      alertId: null,
      editionId: null,
      eventId: null,
      deliveries: { some: mine, every: mine },
    },
  });
}

/**
 * Takes everything about a person out of the store, linked accounts and their private chats included.
 * What they did in a role stays in the audit without their name; places they held go to who waits.
 */
export async function forget(call: Call): Promise<void> {
  const { db, person } = call;
  await db.$transaction(async (tx) => {
    const held = await tx.signup.findMany({
      where: { personId: person.id, state: 'placed' },
      select: { session: { include: { course: true } } },
      orderBy: { sessionId: 'asc' },
    });
    await holdSessions(
      tx,
      held.map(({ session }) => session.id),
    );
    await forgetTraces(tx, person.id);
    await tx.person.delete({ where: { id: person.id } });
    for (const { session } of held) {
      await tellPromoted(call, tx, session, await fillFreeSeats(tx, session.id));
    }
  }, placesTransaction);
}
