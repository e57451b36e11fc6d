import type { Course, Prisma, PrismaClient, Session } from '../database/generated/client.ts';
import { readable } from '../database/readable.ts';
import { searched } from '../database/search.ts';

/** A session with how many places are taken and how many people wait. */
export interface SessionSeats {
  session: Session;
  taken: number;
  waiting: number;
}

export interface CourseSessions {
  course: Course;
  sessions: SessionSeats[];
}

export interface CourseQuery {
  communityId: string;
  now: Date;
  /** Words that must all be found, folded. */
  query?: string;
}

/** Sessions into which people can still come. */
export const openSessions = (now: Date): Prisma.SessionWhereInput => ({
  closedAt: null,
  startsAt: { gt: now },
});

/** How full sessions are, one query for all. */
export async function withSeats(
  db: Pick<PrismaClient, 'signup'>,
  sessions: readonly Session[],
): Promise<SessionSeats[]> {
  const counts = await db.signup.groupBy({
    by: ['sessionId', 'state'],
    where: { ...readable.signup, sessionId: { in: sessions.map(({ id }) => id) } },
    _count: true,
  });
  const count = (id: string, state: string) =>
    counts.find((row) => row.sessionId === id && row.state === state)?._count ?? 0;
  return sessions.map((session) => ({
    session,
    taken: count(session.id, 'placed'),
    waiting: count(session.id, 'waiting'),
  }));
}

/** Open courses with their open sessions, the one that begins first first. */
export async function findOpenCourses(
  db: PrismaClient,
  { communityId, now, query = '' }: CourseQuery,
): Promise<CourseSessions[]> {
  const courses = await db.course.findMany({
    where: {
      communityId,
      closedAt: null,
      sessions: { some: openSessions(now) },
      AND: searched(query),
    },
    include: {
      sessions: { where: openSessions(now), orderBy: [{ startsAt: 'asc' }, { id: 'asc' }] },
    },
  });
  const seats = await withSeats(
    db,
    courses.flatMap(({ sessions }) => sessions),
  );
  return courses
    .map(({ sessions: _sessions, ...course }) => ({
      course,
      sessions: seats.filter(({ session }) => session.courseId === course.id),
    }))
    .sort((a, b) => startOf(a) - startOf(b));
}

const startOf = ({ sessions }: CourseSessions): number =>
  sessions[0]?.session.startsAt.getTime() ?? Number.POSITIVE_INFINITY;
