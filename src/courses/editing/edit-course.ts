import { isDeepStrictEqual } from 'node:util';
import { recordAudit } from '../../context/audit.ts';
import type { Community, Course } from '../../database/generated/client.ts';
import type { Transaction } from '../../delivery/publications.ts';
import { UserError } from '../../kit/define/user-error.ts';
import type { CourseInput } from './arguments.ts';
import { findConcerned, lockCourse, upcomingWhere } from './concerned.ts';
import { courseContent } from './content.ts';
import { type CourseDiff, isTold } from './diff.ts';
import type { ChangePlan, EditServices, PlanServices } from './services.ts';

/** @throws UserError when the course is cancelled, nothing is named, or nothing changes */
function resolveEdit(before: Course, input: CourseInput, community: Pick<Community, 'locale'>) {
  if (before.cancelledAt) throw new UserError('courses.refused.courseCancelled');
  if (Object.values(input).every((value) => value === undefined))
    throw new UserError('courses.refused.nothingNamed');
  const content = courseContent(input, community, before);
  if (isDeepStrictEqual({ ...before, ...content }, before))
    throw new UserError('courses.refused.nothingNew');
  return content;
}

const peopleToTell = async (
  tx: Pick<Transaction, 'signup'>,
  diff: CourseDiff,
  now: Temporal.Instant,
): Promise<string[]> =>
  isTold(diff)
    ? findConcerned(tx, upcomingWhere(diff.after.id, new Date(now.epochMilliseconds)))
    : [];

/**
 * What an edit of a course would change, and who would be told.
 * @throws UserError when it is cancelled, nothing is named, or nothing changes
 */
export async function planCourseEdit(
  { db, now }: PlanServices,
  before: Course,
  input: CourseInput,
  community: Pick<Community, 'locale'>,
): Promise<ChangePlan> {
  const after = { ...before, ...resolveEdit(before, input, community) };
  const diff: CourseDiff = { action: 'edit', before, after };
  return { diff, people: (await peopleToTell(db, diff, now)).length };
}

/**
 * Edits a course; everyone with a seat or on the waiting list of a session to come is told what changed.
 * @throws UserError like {@link planCourseEdit}
 */
export async function editCourse(
  { db, now, account, notices }: EditServices,
  { id }: Pick<Course, 'id'>,
  input: CourseInput,
  community: Pick<Community, 'locale'>,
): Promise<ChangePlan> {
  return db.$transaction(async (tx) => {
    const before = await lockCourse(tx, id);
    const content = resolveEdit(before, input, community);
    const after = await tx.course.update({
      where: { id },
      data: { ...content, revision: { increment: 1 } },
    });
    const diff: CourseDiff = { action: 'edit', before, after };
    const personIds = await peopleToTell(tx, diff, now);
    await notices.changed(tx, diff, personIds);
    await recordAudit(tx, {
      communityId: after.communityId,
      accountId: account.id,
      action: 'course.edit',
      details: { course: id, title: after.title },
    });
    return { diff, people: personIds.length };
  });
}
