import { type CommandContext, nowAsDate } from '../context/command-context.ts';
import type { Signup } from '../database/generated/client.ts';
import type { Transaction } from '../delivery/publications.ts';
import { time } from '../message/build.ts';
import type { DuplicateDescription } from '../people/linking/link-changes.ts';
import type { MergeHooks } from '../people/linking/link-flow.ts';
import { lockSessions, promoteIntoFreeSeats, seatTransaction } from '../seats/seats.ts';
import { localizedCourse } from './messages.ts';
import { notifyPromoted } from './signup.ts';

const statePriority = { placed: 0, waiting: 1, withdrawn: 2 } as const;

/** Of two signups of one person for one session: a seat before a turn, both before what was given back, then the earlier. */
const compareSignups = (a: Signup, b: Signup): number =>
  statePriority[a.state] - statePriority[b.state] || Number(a.position - b.position);

const listSessionIds = async (tx: Transaction, personIds: readonly string[]) =>
  (
    await tx.signup.findMany({
      where: { personId: { in: [...personIds] } },
      select: { sessionId: true },
    })
  ).map(({ sessionId }) => sessionId);

type SignupWithStart = Signup & { session: { startsAt: Date } };

/**
 * What becomes of the signups of people who are one: the first for a session stays theirs, a second seat in one that
 * has begun stays taken, the others go.
 */
function partitionSignups(all: readonly SignupWithStart[], now: Date) {
  const sorted = {
    stay: [] as SignupWithStart[],
    seats: [] as SignupWithStart[],
    go: [] as SignupWithStart[],
  };
  for (const ofSession of Map.groupBy(all, ({ sessionId }) => sessionId).values()) {
    const [first, ...others] = ofSession.toSorted(compareSignups);
    if (first) sorted.stay.push(first);
    for (const other of others) {
      const isSeat = other.state === 'placed' && other.session.startsAt <= now;
      sorted[isSeat ? 'seats' : 'go'].push(other);
    }
  }
  return sorted;
}

const listSignups = (tx: Transaction, personIds: readonly string[]): Promise<SignupWithStart[]> =>
  tx.signup.findMany({
    where: { personId: { in: [...personIds] } },
    include: { session: { select: { startsAt: true } } },
  });

/** Coming sessions in which both have a place or wait, each as a line. */
async function describeDuplicateSignups(
  tx: Transaction,
  personIds: readonly string[],
  now: Date,
): Promise<DuplicateDescription[]> {
  const { go } = partitionSignups(await listSignups(tx, personIds), now);
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
    t('commands.link.changes.double', { course: localizedCourse(course, locale).title }),
    ' · ',
    time(startsAt),
  ]);
}

/** Makes the signups of `from` those of `to`; a seat that becomes free goes to the first who waits, who is told. */
async function mergeSignups(
  call: CommandContext,
  tx: Transaction,
  from: string,
  to: string,
): Promise<void> {
  const { stay, seats, go } = partitionSignups(await listSignups(tx, [from, to]), nowAsDate(call));
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
    await notifyPromoted(
      call,
      tx,
      session,
      await promoteIntoFreeSeats(tx, session.id, nowAsDate(call)),
    );
  }
}

/** How places in sessions go together when two people turn out to be one. */
export const signupMergeHooks: MergeHooks = {
  transactionOptions: seatTransaction,
  // Before the people are held: who signs up holds the session first, too.
  lock: async (tx, personIds) => lockSessions(tx, await listSessionIds(tx, personIds)),
  findDuplicates: describeDuplicateSignups,
  merge: mergeSignups,
};
