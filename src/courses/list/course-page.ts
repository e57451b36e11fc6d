import type { PrismaClient } from '../../database/generated/client.ts';
import {
  type CourseQuery,
  type CourseSessions,
  findOpenCourses,
  type SessionOccupancy,
} from '../queries.ts';

/**
 * Courses on a page, and sessions shown of each: their buttons fit into four of Discord's five rows, beside the
 * paging; one row a course where possible.
 */
const pageSize = 3;
const maxSessions = 6;

export interface NumberedSession {
  /** From 1, through the whole page. */
  number: number;
  occupancy: SessionOccupancy;
}

export interface ListedCourse extends Pick<CourseSessions, 'course'> {
  sessions: NumberedSession[];
  /** How many open sessions are not shown. */
  hiddenCount: number;
}

export interface CoursePage {
  courses: ListedCourse[];
  /** From 1. */
  page: number;
  pageCount: number;
  /** Open courses on all pages. */
  total: number;
}

function numberSessions(courses: readonly CourseSessions[]): ListedCourse[] {
  let number = 0;
  return courses.map(({ course, sessions }) => ({
    course,
    sessions: sessions.slice(0, maxSessions).map((occupancy) => {
      number += 1;
      return { number, occupancy };
    }),
    hiddenCount: Math.max(0, sessions.length - maxSessions),
  }));
}

/** A page of the open courses with their sessions; the last page when there are fewer. @param page from 1 */
export async function readCoursePage(
  db: PrismaClient,
  query: CourseQuery,
  page: number,
): Promise<CoursePage> {
  const all = await findOpenCourses(db, query);
  const pageCount = Math.ceil(all.length / pageSize);
  const current = Math.min(page, pageCount);
  const courses = all.slice((current - 1) * pageSize, current * pageSize);
  return { courses: numberSessions(courses), page: current, pageCount, total: all.length };
}

/** The numbers under which the unfiltered list shows a course's sessions; none where it shows none. */
export async function sessionNumbersInList(
  db: PrismaClient,
  query: Pick<CourseQuery, 'communityId' | 'now'>,
  courseId: string,
): Promise<ReadonlyMap<number, SessionOccupancy>> {
  const all = await findOpenCourses(db, query);
  const index = all.findIndex(({ course }) => course.id === courseId);
  if (index === -1) return new Map();
  const first = index - (index % pageSize);
  const listed = numberSessions(all.slice(first, first + pageSize));
  return new Map(
    listed
      .filter(({ course }) => course.id === courseId)
      .flatMap(({ sessions }) => sessions.map(({ number, occupancy }) => [number, occupancy])),
  );
}
