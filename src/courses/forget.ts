import { forgetApprovals } from '../alerts/approval/forget.ts';
import type { Call } from '../communities/call.ts';
import { forgetTraces } from '../people/traces.ts';
import { fillFreeSeats, holdSessions, placesTransaction } from './places.ts';
import { tellPromoted } from './signup.ts';

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
    await forgetApprovals(tx, await tx.account.findMany({ where: { personId: person.id } }));
    await forgetTraces(tx, person.id);
    await tx.person.delete({ where: { id: person.id } });
    for (const { session } of held) {
      await tellPromoted(call, tx, session, await fillFreeSeats(tx, session.id));
    }
  }, placesTransaction);
}
