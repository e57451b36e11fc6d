import type { Course, Prisma, Session } from '../../database/generated/client.ts';
import type { Transaction } from '../../delivery/publications.ts';
import { UserError } from '../../kit/define/user-error.ts';
import { activeStates } from '../../seats/states.ts';

/** A course, or one session of it. */
export interface CourseTarget {
  course: Course;
  session?: Session | undefined;
}

/** Sessions that take place and have not ended. */
export const upcomingWhere = (courseId: string, at: Date): Prisma.SessionWhereInput => ({
  courseId,
  cancelledAt: null,
  endsAt: { gt: at },
});

/** The ids of everyone who has a seat, waits or applied in any of these sessions, each once. */
export async function findConcerned(
  tx: Pick<Transaction, 'signup'>,
  session: Prisma.SessionWhereInput,
): Promise<string[]> {
  const signups = await tx.signup.findMany({
    where: {
      state: { in: [...activeStates] },
      personId: { not: null },
      session,
    },
    distinct: ['personId'],
    select: { personId: true },
    orderBy: { personId: 'asc' },
  });
  return signups.flatMap(({ personId }) => personId ?? []);
}

/**
 * Locks a course until the transaction ends, so that its changes run one after another; people can sign up meanwhile.
 * @throws UserError when it does not exist any more
 */
export async function lockCourse(tx: Transaction, id: string): Promise<Course> {
  await tx.$queryRaw`SELECT "id" FROM "Course" WHERE "id" = ${id}::uuid FOR NO KEY UPDATE`;
  const course = await tx.course.findUnique({ where: { id } });
  if (!course) throw new UserError('courses.refused.gone');
  return course;
}
