import type { QueryCache } from '../database/cache/query-cache.ts';
import type { Course, PrismaClient, Session } from '../database/generated/client.ts';
import { type CourseQuery, isOpen, readOpenCourses } from './queries.ts';

/** In a rush everybody asks for the same few courses: reading them again for each would take longest of all. */
export interface CachedReader {
  db: Pick<PrismaClient, 'course' | 'session'>;
  cache: QueryCache;
}

/**
 * Open courses of a community, sorted by the start of their first open session; cached until a course or a session
 * changes.
 */
export async function listOpenCourses(
  { db, cache }: CachedReader,
  { communityId, now }: Pick<CourseQuery, 'communityId' | 'now'>,
): Promise<Course[]> {
  const courses = await cache.getOrLoad({
    key: `open courses ${communityId}`,
    load: () => readOpenCourses(db, { communityId, now }),
    dependencies: () => ['Course', 'Session'],
    weight: (all) => all.reduce((sum, { sessions }) => sum + 1 + sessions.length, 0),
  });
  return courses
    .flatMap((course) => {
      const first = course.sessions.find((session) => isOpen(session, now));
      return first ? [{ course, startsAt: first.startsAt.getTime() }] : [];
    })
    .sort((one, other) => one.startsAt - other.startsAt)
    .map(({ course }) => course);
}

/** Sessions of a course that are searched. */
const maxSearched = 200;

/** The sessions of a course by their start; cached until a session changes. */
export const listSessions = ({ db, cache }: CachedReader, courseId: string): Promise<Session[]> =>
  cache.getOrLoad({
    key: `sessions of course ${courseId}`,
    load: () =>
      db.session.findMany({
        where: { courseId },
        orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
        take: maxSearched,
      }),
    dependencies: () => ['Session'],
    weight: (all) => 1 + all.length,
  });
