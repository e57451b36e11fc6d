import type { Course, Prisma, PrismaClient, Session } from '../database/generated/client.ts';
import type { SignupState } from '../database/generated/enums.ts';
import { withKnownEnumValues } from '../database/known-enum-values.ts';
import { searchCondition } from '../database/search-condition.ts';
import { seatStates } from '../seats/states.ts';

/** A session with how many seats are taken and how many people are on the waiting list. */
export interface SessionOccupancy {
  session: Session;
  taken: number;
  waiting: number;
}

export interface CourseSessions {
  course: Course;
  sessions: SessionOccupancy[];
}

export interface CourseQuery {
  communityId: string;
  now: Date;
  /** Words that must all occur, case and accents ignored. */
  query?: string | undefined;
}

/** Sessions that are open for signups, or will be. */
export const openSessionsWhere = (now: Date): Prisma.SessionWhereInput => ({
  closedAt: null,
  cancelledAt: null,
  startsAt: { gt: now },
  OR: [{ closesAt: null }, { closesAt: { gt: now } }],
});

/** The same of a session that was read before. */
export const isOpen = (
  { closedAt, cancelledAt, startsAt, closesAt }: Session,
  now: Date,
): boolean =>
  closedAt === null &&
  cancelledAt === null &&
  startsAt > now &&
  (closesAt === null || closesAt > now);

/** Counts the signups of sessions, in one query. */
export async function withOccupancy(
  db: Pick<PrismaClient, 'signup'>,
  sessions: readonly Session[],
): Promise<SessionOccupancy[]> {
  const counts = await db.signup.groupBy({
    by: ['sessionId', 'state'],
    // Only the state is read: a seat with a mark of a newer version is still taken.
    where: {
      state: withKnownEnumValues.signup.state,
      sessionId: { in: sessions.map(({ id }) => id) },
    },
    _count: true,
  });
  const count = (id: string, state: SignupState) =>
    counts.find((row) => row.sessionId === id && row.state === state)?._count ?? 0;
  return sessions.map((session) => ({
    session,
    taken: seatStates.reduce((sum, state) => sum + count(session.id, state), 0),
    waiting: count(session.id, 'waiting'),
  }));
}

/** Open courses with their open sessions, in no order. */
export const readOpenCourses = (
  db: Pick<PrismaClient, 'course'>,
  { communityId, now, query = '' }: CourseQuery,
) =>
  db.course.findMany({
    where: {
      ...withKnownEnumValues.course,
      communityId,
      closedAt: null,
      cancelledAt: null,
      sessions: { some: openSessionsWhere(now) },
      AND: searchCondition(query),
    },
    include: {
      sessions: { where: openSessionsWhere(now), orderBy: [{ startsAt: 'asc' }, { id: 'asc' }] },
    },
  });

/** Open courses with their open sessions and how full they are, sorted by the start of their first one. */
export async function findOpenCourses(
  db: PrismaClient,
  query: CourseQuery,
): Promise<CourseSessions[]> {
  const courses = await readOpenCourses(db, query);
  const occupancies = await withOccupancy(
    db,
    courses.flatMap(({ sessions }) => sessions),
  );
  return courses
    .map(({ sessions: _sessions, ...course }) => ({
      course,
      sessions: occupancies.filter(({ session }) => session.courseId === course.id),
    }))
    .sort((a, b) => firstStart(a) - firstStart(b));
}

/** Whether signups for a session are yet to open. */
export const isEarly = ({ opensAt }: Pick<Session, 'opensAt'>, at: Date): boolean =>
  opensAt !== null && opensAt > at;

const firstStart = ({ sessions }: CourseSessions): number =>
  sessions[0]?.session.startsAt.getTime() ?? Number.POSITIVE_INFINITY;
