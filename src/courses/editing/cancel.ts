import { recordAudit } from '../../context/audit.ts';
import type { Session } from '../../database/generated/client.ts';
import type { Transaction } from '../../delivery/publications.ts';
import { UserError } from '../../kit/define/user-error.ts';
import { lockSessions, seatTransaction } from '../../seats/seats.ts';
import { type CourseTarget, findConcerned, lockCourse, upcomingWhere } from './concerned.ts';
import type { CourseDiff } from './diff.ts';
import type { ChangePlan, EditServices, PlanServices } from './services.ts';

/** A cancellation, with the words that everyone concerned reads. */
export interface Cancellation extends CourseTarget {
  reason?: string | undefined;
}

/** @throws UserError when the course or the session is cancelled already, or the session is over */
function requireCancellable({ course, session }: CourseTarget, now: Temporal.Instant): void {
  if (course.cancelledAt) throw new UserError('courses.refused.courseCancelled');
  if (session?.cancelledAt) throw new UserError('courses.refused.sessionCancelled');
  if (session && session.endsAt.getTime() <= now.epochMilliseconds)
    throw new UserError('courses.refused.ended');
}

const sessionsOf = ({ course, session }: CourseTarget, at: Date) =>
  session ? { id: session.id } : upcomingWhere(course.id, at);

const diffOf = ({ course, session, reason }: Cancellation): CourseDiff => ({
  ...{ action: 'cancel', before: course, after: course, reason },
  ...(session ? { session: { before: session, after: session } } : {}),
});

/**
 * Whom a cancellation of a course or a session would concern; nothing is written.
 * @throws UserError when it is cancelled already, or over
 */
export async function planCancellation(
  { db, now }: PlanServices,
  target: Cancellation,
): Promise<ChangePlan> {
  requireCancellable(target, now);
  const concerned = await findConcerned(db, sessionsOf(target, new Date(now.epochMilliseconds)));
  return { diff: diffOf(target), people: concerned.length };
}

/** The target as it is now, its sessions locked. */
async function lockTarget(
  tx: Transaction,
  { course, session }: CourseTarget,
  at: Date,
): Promise<CourseTarget & { sessions: Session[] }> {
  const ids = session
    ? [session.id]
    : (
        await tx.session.findMany({ where: upcomingWhere(course.id, at), select: { id: true } })
      ).map(({ id }) => id);
  await lockSessions(tx, ids);
  const sessions = await tx.session.findMany({ where: { id: { in: ids }, cancelledAt: null } });
  return {
    course: await lockCourse(tx, course.id),
    session: session && (await tx.session.findUniqueOrThrow({ where: { id: session.id } })),
    sessions,
  };
}

interface CancelServices extends Pick<EditServices, 'now' | 'notices'> {
  /** Who is in the audit log; undefined where nobody asked for it. */
  account: EditServices['account'] | undefined;
}

/**
 * Cancels these sessions, which the transaction has locked, and their course unless only one of them is meant. Everyone
 * with a seat or waiting is told, once.
 */
export async function cancelSessions(
  tx: Transaction,
  { now, account, notices }: CancelServices,
  { course, session, reason, cause }: Cancellation & Pick<CourseDiff, 'cause'>,
  ids: readonly string[],
): Promise<ChangePlan> {
  const at = new Date(now.epochMilliseconds);
  const where = { id: { in: [...ids] } };
  const data = { cancelledAt: at, cancelReason: reason ?? '', revision: { increment: 1 } };
  await tx.session.updateMany({ where, data: { ...data, changedAt: at } });
  if (!session) await tx.course.update({ where: { id: course.id }, data });
  const diff = { ...diffOf({ course, session, reason }), ...(cause ? { cause } : {}) };
  const concerned = await findConcerned(tx, where);
  await notices.changed(tx, diff, concerned);
  await recordAudit(tx, {
    communityId: course.communityId,
    ...(account ? { accountId: account.id } : {}),
    action: 'course.cancel',
    details: {
      ...{ course: course.id, title: course.title },
      ...(session ? { session: session.id } : {}),
      ...(reason === undefined ? {} : { reason }),
      ...(account ? {} : { automatic: true }),
    },
  });
  return { diff, people: concerned.length };
}

/**
 * Cancels a session, or a course with all its sessions to come. Everyone with a seat or on a waiting list of them is
 * told, once. They keep their seats for the case that it is reopened.
 * @throws UserError like {@link planCancellation}
 */
export async function cancelTraining(
  { db, ...services }: EditServices,
  { reason, ...asked }: Cancellation,
): Promise<ChangePlan> {
  return db.$transaction(async (tx) => {
    const at = new Date(services.now.epochMilliseconds);
    const { sessions, ...target } = await lockTarget(tx, asked, at);
    requireCancellable(target, services.now);
    const ids = sessions.map(({ id }) => id);
    return cancelSessions(tx, services, { ...target, reason }, ids);
  }, seatTransaction);
}
