import { type CommandContext, nowAsDate } from '../context/command-context.ts';
import type { Signup } from '../database/generated/client.ts';
import type { Transaction } from '../delivery/publications.ts';
import { time } from '../message/build.ts';
import type { DuplicateDescription } from '../people/linking/link-changes.ts';
import type { MergeHooks } from '../people/linking/link-flow.ts';
import { lockSessions, promoteIntoFreeSeats, seatTransaction } from '../seats/seats.ts';
import { localizedCourse } from './messages.ts';
import { createSeatNotices } from './signups/notices.ts';

const statePriority = { placed: 0, waiting: 1, withdrawn: 2 } as const;

/** Orders a person's signups for one session: a seat, then the waiting list, then withdrawn ones; the earlier first. */
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
 * Decides about the signups of people who are merged: the first one for a session is kept, a second seat in a session
 * that has started stays taken without a person, the others are deleted.
 */
function partitionSignups(all: readonly SignupWithStart[], now: Date) {
  const result: Record<'kept' | 'anonymized' | 'deleted', SignupWithStart[]> = {
    kept: [],
    anonymized: [],
    deleted: [],
  };
  for (const ofSession of Map.groupBy(all, ({ sessionId }) => sessionId).values()) {
    const [first, ...others] = ofSession.toSorted(compareSignups);
    if (first) result.kept.push(first);
    for (const other of others) {
      const isSeat = other.state === 'placed' && other.session.startsAt <= now;
      result[isSeat ? 'anonymized' : 'deleted'].push(other);
    }
  }
  return result;
}

const listSignups = (tx: Transaction, personIds: readonly string[]): Promise<SignupWithStart[]> =>
  tx.signup.findMany({
    where: { personId: { in: [...personIds] } },
    include: { session: { select: { startsAt: true } } },
  });

/** Upcoming sessions for which both people have signed up, one line each. */
async function describeDuplicateSignups(
  tx: Transaction,
  personIds: readonly string[],
  now: Date,
): Promise<DuplicateDescription[]> {
  const { deleted } = partitionSignups(await listSignups(tx, personIds), now);
  const sessions = await tx.session.findMany({
    where: {
      id: {
        in: deleted.flatMap(({ state, sessionId }) => (state === 'withdrawn' ? [] : [sessionId])),
      },
      startsAt: { gt: now },
    },
    include: { course: true },
    orderBy: { startsAt: 'asc' },
  });
  return sessions.map(({ course, startsAt }) => ({ t, locale }) => [
    t('commands.link.changes.double', { course: localizedCourse(course, locale).title }),
    ' · ',
    time(startsAt),
  ]);
}

/** Moves the signups of `from` to `to`; seats that become free go to the waiting list, whose people are notified. */
async function mergeSignups(
  context: CommandContext,
  tx: Transaction,
  from: string,
  to: string,
): Promise<void> {
  const now = nowAsDate(context);
  const notices = createSeatNotices(context.publications);
  const { kept, anonymized, deleted } = partitionSignups(await listSignups(tx, [from, to]), now);
  await tx.signup.deleteMany({ where: { id: { in: deleted.map(({ id }) => id) } } });
  // The account that it came from gets it back when the accounts are unlinked.
  await tx.signup.updateMany({
    where: { id: { in: anonymized.map(({ id }) => id) } },
    data: { personId: null },
  });
  await tx.signup.updateMany({
    where: { id: { in: kept.map(({ id }) => id) } },
    data: { personId: to },
  });
  const freed = await tx.session.findMany({
    where: {
      id: {
        in: deleted.flatMap(({ state, sessionId }) => (state === 'placed' ? [sessionId] : [])),
      },
    },
    include: { course: true },
    orderBy: { id: 'asc' },
  });
  for (const session of freed) {
    await notices.promoted(tx, session, await promoteIntoFreeSeats(tx, session.id, now));
  }
}

/** How the signups of two people are merged when their accounts are linked. */
export const signupMergeHooks: MergeHooks = {
  transactionOptions: seatTransaction,
  // Sessions are locked before people, in the same order as by a signup.
  lock: async (tx, personIds) => lockSessions(tx, await listSessionIds(tx, personIds)),
  findDuplicates: describeDuplicateSignups,
  merge: mergeSignups,
};
