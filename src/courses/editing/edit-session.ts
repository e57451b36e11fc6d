import { isDeepStrictEqual } from 'node:util';
import { recordAudit } from '../../context/audit.ts';
import type { Course, Session } from '../../database/generated/client.ts';
import type { Transaction } from '../../delivery/publications.ts';
import { UserError } from '../../kit/define/user-error.ts';
import { fillFreeSeats, lockSessions, seatTransaction } from '../../seats/seats.ts';
import { seatStates } from '../../seats/states.ts';
import { storePublished } from '../reminders/due-times.ts';
import { announceFilled } from '../signups/announce-filled.ts';
import { findConcerned } from './concerned.ts';
import { type CourseDiff, isMoved, isTold } from './diff.ts';
import type { ChangePlan, EditServices, PlanServices } from './services.ts';
import { changedTimes, type TimesInput } from './session-times.ts';

/** What organisers change of a session; an empty place clears it. */
export interface SessionInput extends TimesInput {
  seats?: number | undefined;
  place?: string | undefined;
}

interface ChangeTime {
  now: Temporal.Instant;
  /** In which the organiser's times are read. */
  zone: string;
}

/** @throws UserError when the session is cancelled or over, has more people than seats, or nothing changes */
async function resolveChange(
  tx: Pick<Transaction, 'signup'>,
  time: ChangeTime,
  before: Session,
  input: SessionInput,
): Promise<Pick<Session, 'startsAt' | 'endsAt' | 'seats' | 'place'>> {
  const { when, length, seats = before.seats, place = before.place } = input;
  if (before.cancelledAt) throw new UserError('courses.refused.sessionCancelled');
  if (before.endsAt.getTime() <= time.now.epochMilliseconds)
    throw new UserError('courses.refused.ended');
  if (Object.values(input).every((value) => value === undefined))
    throw new UserError('courses.refused.nothingNamedOfSession');
  const fields = { ...changedTimes(before, { when, length }, time), seats, place };
  if (isDeepStrictEqual({ ...before, ...fields }, before))
    throw new UserError('courses.refused.nothingNew');
  const taken = await tx.signup.count({
    where: { sessionId: before.id, state: { in: [...seatStates] } },
  });
  if (seats < taken) throw new UserError('courses.refused.fewerSeats', { taken }, ['seats']);
  return fields;
}

const peopleToTell = async (tx: Pick<Transaction, 'signup'>, diff: CourseDiff, id: string) =>
  isTold(diff) ? findConcerned(tx, { id }) : [];

/**
 * What a change of a session would write, and who would be told.
 * @throws UserError when it is cancelled or over, has more people than seats, or nothing changes
 */
export async function planSessionChange(
  { db, ...time }: PlanServices & ChangeTime,
  { course, session: before }: { course: Course; session: Session },
  input: SessionInput,
): Promise<ChangePlan> {
  const after = { ...before, ...(await resolveChange(db, time, before, input)) };
  const diff = {
    ...{ action: 'move', before: course, after: course, session: { before, after } },
  } as const satisfies CourseDiff;
  return { diff, people: (await peopleToTell(db, diff, before.id)).length };
}

/**
 * Changes time, length, place or seats of a session. Everyone with a seat or on its waiting list is told what changed;
 * who gets one of further seats is told of that seat alone.
 * @throws UserError like {@link planSessionChange}
 */
export async function changeSession(
  { db, account, notices, ...time }: EditServices & ChangeTime,
  { course, session: { id } }: { course: Course; session: Pick<Session, 'id'> },
  input: SessionInput,
): Promise<ChangePlan> {
  const at = new Date(time.now.epochMilliseconds);
  return db.$transaction(async (tx) => {
    await lockSessions(tx, [id]);
    const before = await tx.session.findUniqueOrThrow({ where: { id } });
    const fields = await resolveChange(tx, time, before, input);
    const after = await tx.session.update({
      where: { id },
      data: { ...fields, revision: { increment: 1 }, changedAt: at },
    });
    const diff = {
      ...{ action: 'move', before: course, after: course, session: { before, after } },
    } as const satisfies CourseDiff;
    if (isMoved(diff.session)) await storePublished(tx, id, at);
    const filled = await fillFreeSeats(tx, id, at);
    await announceFilled(tx, { notices, now: at }, { ...after, course }, filled);
    const served = [...filled.confirmed, ...filled.offered];
    const concerned = await peopleToTell(tx, diff, id);
    const others = concerned.filter((personId) => !served.includes(personId));
    await notices.changed(tx, diff, others);
    await recordAudit(tx, {
      communityId: course.communityId,
      accountId: account.id,
      action: 'course.move',
      details: { course: course.id, session: id, title: course.title },
    });
    return { diff, people: others.length + served.length };
  }, seatTransaction);
}
