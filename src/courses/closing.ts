import { recordAudit } from '../context/audit.ts';
import type { Course, Session } from '../database/generated/client.ts';
import type { SignupState } from '../database/generated/enums.ts';
import { UserError } from '../kit/define/user-error.ts';
import type { OrganiserServices } from './service.ts';

/** A course, or one session of it. */
export interface CloseTarget {
  course: Course;
  session?: Session | undefined;
}

/** How many people keep their seat, or wait for one, in what is closed and has not ended. */
export interface ClosePlan {
  confirmed: number;
  waiting: number;
}

/**
 * Counts whom closing a course or a session concerns; changes nothing.
 * @throws UserError when it is closed already
 */
export async function planClosing(
  { db, now }: Pick<OrganiserServices, 'db' | 'now'>,
  { course, session }: CloseTarget,
): Promise<ClosePlan> {
  if (session ? session.closedAt : course.closedAt)
    throw new UserError('courses.refused.closedBefore');
  const count = (state: SignupState) =>
    db.signup.count({
      where: {
        state,
        session: session
          ? { id: session.id }
          : { courseId: course.id, endsAt: { gt: new Date(now.epochMilliseconds) } },
      },
    });
  return { confirmed: await count('confirmed'), waiting: await count('waiting') };
}

/**
 * Closes a course or a session for further signups; existing ones stay.
 * @throws UserError when it is closed already
 */
export async function closeCourse(
  { db, account, now }: OrganiserServices,
  { course, session }: CloseTarget,
): Promise<void> {
  const data = { closedAt: new Date(now.epochMilliseconds) };
  await db.$transaction(async (tx) => {
    const { count } = session
      ? await tx.session.updateMany({ where: { id: session.id, closedAt: null }, data })
      : await tx.course.updateMany({ where: { id: course.id, closedAt: null }, data });
    if (count === 0) throw new UserError('courses.refused.closedBefore');
    await recordAudit(tx, {
      communityId: course.communityId,
      accountId: account.id,
      action: 'course.close',
      details: {
        course: course.id,
        title: course.title,
        ...(session ? { session: session.id } : {}),
      },
    });
  });
}
