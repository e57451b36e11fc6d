import type { Course, Prisma, Session } from '../../database/generated/client.ts';
import { activeStates } from '../../seats/states.ts';

/** To whom organisers write: those of a course, or of one session of it, who are in such a state. */
export const courseGroups = ['seats', 'waiting', 'missed', 'all'] as const;
export type CourseGroup = (typeof courseGroups)[number];

const signupsOf: Readonly<Record<CourseGroup, Prisma.SignupWhereInput>> = {
  seats: { state: 'confirmed' },
  waiting: { state: { in: ['waiting', 'offered'] } },
  missed: { state: 'confirmed', attendance: 'missed' },
  all: { state: { in: [...activeStates] } },
};

/** The people of a group; sessions that do not take place count as well: people ask what becomes of them. */
export const courseGroupWhere = (
  course: Pick<Course, 'id'>,
  session: Pick<Session, 'id'> | undefined,
  group: CourseGroup,
): Prisma.PersonWhereInput => ({
  signups: {
    some: {
      ...signupsOf[group],
      ...(session ? { sessionId: session.id } : { session: { courseId: course.id } }),
    },
  },
});
