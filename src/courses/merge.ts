import type { Call } from '../communities/call.ts';
import type { Signup } from '../database/generated/client.ts';
import type { Transaction } from '../delivery/publications.ts';
import type { Merging } from '../people/linking.ts';
import { fillFreeSeats, holdSessions, placesTransaction } from './places.ts';
import { tellPromoted } from './signup.ts';

/** Of two signups of one person for one session: one that holds before one that was given back, then the earlier. */
const comesFirst = (a: Signup, b: Signup): number =>
  Number(a.state === 'withdrawn') - Number(b.state === 'withdrawn') || Number(a.turn - b.turn);

const sessionsOf = async (tx: Transaction, personIds: readonly string[]) =>
  (
    await tx.signup.findMany({
      where: { personId: { in: [...personIds] } },
      select: { sessionId: true },
    })
  ).map(({ sessionId }) => sessionId);

/** Makes the signups of `from` those of `to`; a seat that becomes free goes to the first who waits, who is told. */
async function mergeSignups(call: Call, tx: Transaction, from: string, to: string): Promise<void> {
  const all = await tx.signup.findMany({ where: { personId: { in: [from, to] } } });
  const [stay, go]: [Signup[], Signup[]] = [[], []];
  for (const ofSession of Map.groupBy(all, ({ sessionId }) => sessionId).values()) {
    const [first, ...others] = ofSession.toSorted(comesFirst);
    if (first) stay.push(first);
    go.push(...others);
  }
  await tx.signup.deleteMany({ where: { id: { in: go.map(({ id }) => id) } } });
  await tx.signup.updateMany({
    where: { id: { in: stay.map(({ id }) => id) } },
    data: { personId: to },
  });
  const freed = await tx.session.findMany({
    where: {
      id: { in: go.flatMap(({ state, sessionId }) => (state === 'placed' ? [sessionId] : [])) },
    },
    include: { course: true },
    orderBy: { id: 'asc' },
  });
  for (const session of freed) {
    await tellPromoted(call, tx, session, await fillFreeSeats(tx, session.id));
  }
}

/** How places in sessions go together when two people turn out to be one. */
export const mergingSignups: Merging = {
  transaction: placesTransaction,
  // Before the people are held: who signs up holds the session first, too.
  hold: async (tx, personIds) => holdSessions(tx, await sessionsOf(tx, personIds)),
  merge: mergeSignups,
};
