import { recordAudit } from '../context/audit.ts';
import type {
  Account,
  Community,
  Course,
  PrismaClient,
  Session,
} from '../database/generated/client.ts';
import type { DateValue } from '../kit/argument-types/dates/date.ts';
import { UserError } from '../kit/define/user-error.ts';
import type { CourseInput } from './editing/arguments.ts';
import { courseContent } from './editing/content.ts';
import { findInheritedRules } from './signup-rules/inherited.ts';

/** What the services of organisers need: the database, the time and who acts. */
export interface OrganiserServices {
  db: PrismaClient;
  now: Temporal.Instant;
  account: Pick<Account, 'id'>;
}

/** Creates a course without sessions; members do not see it before it has one. */
export async function createCourse(
  { db, account }: OrganiserServices,
  community: Community,
  input: CourseInput & { title: string },
): Promise<Course> {
  return db.$transaction(async (tx) => {
    const course = await tx.course.create({
      data: { ...courseContent(input, community), communityId: community.id, runs: { create: {} } },
    });
    await recordAudit(tx, {
      communityId: community.id,
      accountId: account.id,
      action: 'course.new',
      details: { course: course.id, title: course.title },
    });
    return course;
  });
}

export interface SessionInput {
  when: DateValue;
  /** Minutes. */
  length: number;
  seats: number;
  place?: string | undefined;
}

/**
 * Adds a session to a course; signups are open from then on.
 * @param zones the organiser's, in which `when` is read, and the community's
 * @throws UserError without a time of day, for a time in the past, or in a course that is closed or cancelled
 */
export async function createSession(
  { db, account, now }: OrganiserServices,
  course: Course,
  { when, length, seats, place = '' }: SessionInput,
  zones: { organiser: string; community: string },
): Promise<Session> {
  if (course.cancelledAt) throw new UserError('courses.refused.courseCancelled');
  if (course.closedAt) throw new UserError('courses.refused.closed');
  if (!when.time) throw new UserError('courses.refused.noTime', {}, ['when']);
  const start = when.date.toZonedDateTime({ timeZone: zones.organiser, plainTime: when.time });
  if (start.epochMilliseconds <= now.epochMilliseconds)
    throw new UserError('courses.refused.past', {}, ['when']);
  return db.$transaction(async (tx) => {
    const session = await tx.session.create({
      data: {
        ...(await findInheritedRules(tx, course.id, { startsAt: start.toInstant(), now })),
        courseId: course.id,
        startsAt: new Date(start.epochMilliseconds),
        endsAt: new Date(start.epochMilliseconds + length * 60_000),
        zone: zones.community,
        place,
        seats,
      },
    });
    await recordAudit(tx, {
      communityId: course.communityId,
      accountId: account.id,
      action: 'course.session',
      details: { course: course.id, session: session.id, title: course.title, seats },
    });
    return session;
  });
}
