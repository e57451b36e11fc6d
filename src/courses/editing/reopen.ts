import { recordAudit } from '../../context/audit.ts';
import type { Prisma } from '../../database/generated/client.ts';
import { UserError } from '../../kit/define/user-error.ts';
import { fillFreeSeats, lockSessions, seatTransaction } from '../../seats/seats.ts';
import { storePublished } from '../reminders/due-times.ts';
import { announceFilled } from '../signups/announce-filled.ts';
import { type CourseTarget, findConcerned, lockCourse } from './concerned.ts';
import type { CourseDiff } from './diff.ts';
import type { ChangePlan, EditServices, PlanServices } from './services.ts';

/** A reopening, and whether it ends a cancellation: only then is anybody told. */
export interface ReopenPlan extends ChangePlan {
  wasCancelled: boolean;
}

/** @throws UserError when it is open, the session is over, or the whole course is cancelled */
function requireReopenable({ course, session }: CourseTarget, now: Temporal.Instant): void {
  if (session && course.cancelledAt) throw new UserError('courses.refused.reopenCourse');
  if (session && session.endsAt.getTime() <= now.epochMilliseconds)
    throw new UserError('courses.refused.ended');
  const { cancelledAt, closedAt } = session ?? course;
  if (!cancelledAt && !closedAt) throw new UserError('courses.refused.open');
}

/** The sessions whose cancellation ends: of a course, those that were cancelled with it. */
const cancelledWhere = ({ course, session }: CourseTarget, at: Date): Prisma.SessionWhereInput => ({
  ...(session
    ? { id: session.id }
    : { courseId: course.id, cancelledAt: course.cancelledAt ?? at }),
  endsAt: { gt: at },
});

const diffOf = ({ course, session }: CourseTarget): CourseDiff => ({
  ...{ action: 'reopen', before: course, after: course },
  ...(session ? { session: { before: session, after: session } } : {}),
});

const isCancelled = ({ course, session }: CourseTarget): boolean =>
  (session ?? course).cancelledAt !== null;

/**
 * Whom reopening a course or a session would concern; nothing is written.
 * @throws UserError when it is open, over, or the whole course is cancelled
 */
export async function planReopening(
  { db, now }: PlanServices,
  target: CourseTarget,
): Promise<ReopenPlan> {
  requireReopenable(target, now);
  const wasCancelled = isCancelled(target);
  const at = new Date(now.epochMilliseconds);
  const concerned = wasCancelled ? await findConcerned(db, cancelledWhere(target, at)) : [];
  return { diff: diffOf(target), people: concerned.length, wasCancelled };
}

/**
 * Ends the cancellation of a course or a session, or else opens signups that were closed. After a cancellation everyone
 * who had a seat has it again, and is told.
 * @throws UserError like {@link planReopening}
 */
export async function reopenTraining(
  { db, now, account, notices }: EditServices,
  asked: CourseTarget,
): Promise<ReopenPlan> {
  const at = new Date(now.epochMilliseconds);
  return db.$transaction(async (tx) => {
    const found = await tx.session.findMany({
      where: cancelledWhere(asked, at),
      select: { id: true },
    });
    await lockSessions(
      tx,
      found.map(({ id }) => id),
    );
    const { session: chosen } = asked;
    const target: CourseTarget = {
      course: await lockCourse(tx, asked.course.id),
      session: chosen && (await tx.session.findUniqueOrThrow({ where: { id: chosen.id } })),
    };
    requireReopenable(target, now);
    const wasCancelled = isCancelled(target);
    const open = wasCancelled ? { cancelledAt: null, cancelReason: '' } : { closedAt: null };
    const sessions = wasCancelled
      ? await tx.session.findMany({ where: cancelledWhere(target, at), orderBy: { id: 'asc' } })
      : target.session
        ? [target.session]
        : [];
    const where = { id: { in: sessions.map(({ id }) => id) } };
    await tx.session.updateMany({
      where,
      data: { ...open, revision: { increment: 1 }, changedAt: at },
    });
    if (!target.session)
      await tx.course.update({
        where: { id: target.course.id },
        data: { ...open, revision: { increment: 1 } },
      });
    const diff = diffOf(target);
    const served = new Set<string>();
    for (const { id, ...session } of sessions) {
      // Whoever is told that it is on again needs no reminder that was due meanwhile.
      if (wasCancelled) await storePublished(tx, id, at);
      const filled = await fillFreeSeats(tx, id, at);
      const reopened = { id, ...session, course: target.course };
      await announceFilled(tx, { notices, now: at }, reopened, filled);
      for (const personId of [...filled.confirmed, ...filled.offered]) served.add(personId);
    }
    const concerned = wasCancelled ? await findConcerned(tx, where) : [];
    await notices.changed(
      tx,
      diff,
      concerned.filter((personId) => !served.has(personId)),
    );
    await recordAudit(tx, {
      communityId: target.course.communityId,
      accountId: account.id,
      action: 'course.reopen',
      details: {
        ...{ course: target.course.id, title: target.course.title },
        ...(target.session ? { session: target.session.id } : {}),
      },
    });
    return { diff, people: concerned.length, wasCancelled };
  }, seatTransaction);
}
