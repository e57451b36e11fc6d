import type { DuplicateEntry, PersonalDataServices } from '../context/modules/personal-data.ts';
import type { Signup } from '../database/generated/client.ts';
import type { SignupState } from '../database/generated/enums.ts';
import type { Transaction } from '../delivery/publications.ts';
import { fillFreeSeats } from '../seats/seats.ts';
import { isActive, takesSeat } from '../seats/states.ts';
import { localizedCourse } from './messages.ts';
import { announceFilled } from './signups/announce-filled.ts';
import { createSeatNotices } from './signups/notices.ts';

const statePriority = {
  ...{ confirmed: 0, offered: 1, waiting: 2, pending: 3, invited: 4 },
  ...{ rejected: 5, removed: 6, declined: 7, cancelled: 8 },
} as const satisfies Record<SignupState, number>;

const wasThere = ({ attendance }: Signup): boolean =>
  attendance === 'attended' || attendance === 'late';

/**
 * Orders a person's signups for one session: a seat, then what may become one, then the others; of two seats that with
 * which they were there, else the earlier.
 */
const compareSignups = (a: Signup, b: Signup): number =>
  statePriority[a.state] - statePriority[b.state] ||
  Number(wasThere(b)) - Number(wasThere(a)) ||
  Number(a.position - b.position);

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
      const isSeat = other.state === 'confirmed' && other.session.startsAt <= now;
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

/** Coming sessions in which both have a seat or wait: one of the two signups would go. */
export async function findDuplicateSignups(
  tx: Transaction,
  personIds: readonly string[],
  now: Date,
): Promise<DuplicateEntry[]> {
  const { deleted } = partitionSignups(await listSignups(tx, personIds), now);
  const doubled = await tx.session.findMany({
    where: {
      id: {
        in: deleted.flatMap(({ state, sessionId }) => (isActive(state) ? [sessionId] : [])),
      },
      startsAt: { gt: now },
    },
    include: { course: true },
    orderBy: { startsAt: 'asc' },
  });
  return doubled.map(({ course, startsAt }) => ({
    titles: {
      en: localizedCourse(course, 'en').title,
      vi: localizedCourse(course, 'vi').title,
    },
    startsAt,
  }));
}

/** Makes the signups of `from` those of `to`; a freed seat goes to the first who waits, who is notified. */
export async function mergeSignups(
  tx: Transaction,
  { from, to }: { from: string; to: string },
  { publications, now: instant }: PersonalDataServices,
): Promise<void> {
  const now = new Date(instant.epochMilliseconds);
  const notices = createSeatNotices(publications);
  const { kept, anonymized, deleted } = partitionSignups(await listSignups(tx, [from, to]), now);
  await tx.signup.deleteMany({ where: { id: { in: deleted.map(({ id }) => id) } } });
  // They keep the account that brought them, which takes them back when the accounts are unlinked.
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
        in: deleted.flatMap(({ state, sessionId }) => (takesSeat(state) ? [sessionId] : [])),
      },
    },
    include: { course: true },
    orderBy: { id: 'asc' },
  });
  for (const session of freed) {
    const filled = await fillFreeSeats(tx, session.id, now);
    await announceFilled(tx, { notices, now }, session, filled);
  }
}
