import { type Call, nowOf } from '../communities/call.ts';
import type { Signup } from '../database/generated/client.ts';
import type { Transaction } from '../delivery/publications.ts';
import { time } from '../message/build.ts';
import type { Doubled } from '../people/link-changes.ts';
import type { Merging } from '../people/linking.ts';
import { fillFreeSeats, holdSessions, placesTransaction } from './places.ts';
import { courseWords } from './show.ts';
import { tellPromoted } from './signup.ts';

const ranks = { placed: 0, waiting: 1, withdrawn: 2 } as const;

/** Of two signups of one person for one session: a seat before a turn, both before what was given back, then the earlier. */
const comesFirst = (a: Signup, b: Signup): number =>
  ranks[a.state] - ranks[b.state] || Number(a.turn - b.turn);

const sessionsOf = async (tx: Transaction, personIds: readonly string[]) =>
  (
    await tx.signup.findMany({
      where: { personId: { in: [...personIds] } },
      select: { sessionId: true },
    })
  ).map(({ sessionId }) => sessionId);

type Found = Signup & { session: { startsAt: Date } };

/**
 * What becomes of the signups of people who are one: the first for a session stays theirs, a second seat in one that
 * has begun stays taken, the others go.
 */
function sortOut(all: readonly Found[], now: Date) {
  const sorted = { stay: [] as Found[], seats: [] as Found[], go: [] as Found[] };
  for (const ofSession of Map.groupBy(all, ({ sessionId }) => sessionId).values()) {
    const [first, ...others] = ofSession.toSorted(comesFirst);
    if (first) sorted.stay.push(first);
    for (const other of others) {
      const isSeat = other.state === 'placed' && other.session.startsAt <= now;
      sorted[isSeat ? 'seats' : 'go'].push(other);
    }
  }
  return sorted;
}

const signupsIn = (tx: Transaction, personIds: readonly string[]): Promise<Found[]> =>
  tx.signup.findMany({
    where: { personId: { in: [...personIds] } },
    include: { session: { select: { startsAt: true } } },
  });

/** Coming sessions in which both have a place or wait, each as a line. */
async function doubledSignups(
  tx: Transaction,
  personIds: readonly string[],
  now: Date,
): Promise<Doubled[]> {
  const { go } = sortOut(await signupsIn(tx, personIds), now);
  const doubled = await tx.session.findMany({
    where: {
      id: {
        in: go.flatMap(({ state, sessionId }) => (state === 'withdrawn' ? [] : [sessionId])),
      },
      startsAt: { gt: now },
    },
    include: { course: true },
    orderBy: { startsAt: 'asc' },
  });
  return doubled.map(({ course, startsAt }) => ({ t, locale }) => [
    t('commands.link.changes.double', { course: courseWords(course, locale).title }),
    ' · ',
    time(startsAt),
  ]);
}

/** Makes the signups of `from` those of `to`; a seat that becomes free goes to the first who waits, who is told. */
async function mergeSignups(call: Call, tx: Transaction, from: string, to: string): Promise<void> {
  const { stay, seats, go } = sortOut(await signupsIn(tx, [from, to]), nowOf(call));
  await tx.signup.deleteMany({ where: { id: { in: go.map(({ id }) => id) } } });
  // Nobody's, but still of the account that brought it: it takes it back when the two part.
  await tx.signup.updateMany({
    where: { id: { in: seats.map(({ id }) => id) } },
    data: { personId: null },
  });
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
    await tellPromoted(call, tx, session, await fillFreeSeats(tx, session.id, nowOf(call)));
  }
}

/** How places in sessions go together when two people turn out to be one. */
export const mergingSignups: Merging = {
  transaction: placesTransaction,
  // Before the people are held: who signs up holds the session first, too.
  hold: async (tx, personIds) => holdSessions(tx, await sessionsOf(tx, personIds)),
  doubles: doubledSignups,
  merge: mergeSignups,
};
