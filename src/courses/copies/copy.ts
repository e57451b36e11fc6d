import { recordAudit } from '../../context/audit.ts';
import type { Community, Course, PrismaClient, Session } from '../../database/generated/client.ts';
import type { DateValue } from '../../kit/argument-types/dates/date.ts';
import { UserError } from '../../kit/define/user-error.ts';
import { courseContent } from '../editing/content.ts';
import type { OrganiserServices } from '../service.ts';

/** Sessions that are copied at most. */
const maxSessions = 50;

export interface CopyInput {
  /** The day of the first session, with or without its time. */
  when: DateValue;
  title?: string | undefined;
}

export type CopiedSession = Pick<
  Session,
  'startsAt' | 'endsAt' | 'zone' | 'place' | 'seats' | 'minimum'
>;

/** A copy as it would be; nothing is written. */
export interface CopyPlan {
  content: ReturnType<typeof courseContent>;
  /** By start. */
  sessions: CopiedSession[];
}

interface CopyServices {
  db: PrismaClient;
  now: Temporal.Instant;
  /** In which the day is read. */
  zone: string;
}

/** The sessions as many days later, at the same times of day; with a time, all of them as much earlier or later. */
function moveSessions(
  sessions: readonly Session[],
  { date, time }: DateValue,
  zone: string,
): CopiedSession[] {
  const local = (at: Date) => at.toTemporalInstant().toZonedDateTimeISO(zone).toPlainDateTime();
  const [first] = sessions;
  if (!first) return [];
  const begin = local(first.startsAt);
  const shift = begin.until(date.toPlainDateTime(time ?? begin.toPlainTime()), {
    largestUnit: 'days',
  });
  return sessions.map(({ startsAt, endsAt, zone: own, place, seats, minimum }) => {
    const start = local(startsAt).add(shift).toZonedDateTime(zone).epochMilliseconds;
    const length = endsAt.getTime() - startsAt.getTime();
    return {
      ...{ zone: own, place, seats, minimum },
      startsAt: new Date(start),
      endsAt: new Date(start + length),
    };
  });
}

/**
 * What a copy of a course with the sessions that took or take place would be, the first on the given day.
 * @throws UserError when it has no sessions, or they would begin in the past
 */
export async function planCopy(
  { db, now, zone }: CopyServices,
  source: Course,
  { when, title }: CopyInput,
  community: Pick<Community, 'locale'>,
): Promise<CopyPlan> {
  if (when.partOfDay || when.lastDate) throw new UserError('courses.refused.noTime', {}, ['when']);
  const stored = await db.session.findMany({
    where: {
      courseId: source.id,
      // Of a course that was cancelled as a whole, those that were cancelled with it.
      OR: [
        { cancelledAt: null },
        ...(source.cancelledAt ? [{ cancelledAt: source.cancelledAt }] : []),
      ],
    },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
    take: maxSessions,
  });
  const sessions = moveSessions(stored, when, zone);
  const [first] = sessions;
  if (!first) throw new UserError('courses.refused.nothingToCopy');
  if (first.startsAt.getTime() <= now.epochMilliseconds)
    throw new UserError('courses.refused.past', {}, ['when']);
  const content = courseContent({ title }, community, {
    ...source,
    seatsPerPerson: source.seatsPerPerson ?? 1,
  });
  return { content, sessions };
}

/**
 * Makes a copy of a course with its sessions; signups are open from then on, and nobody is told.
 * @throws UserError like {@link planCopy}
 */
export async function copyCourse(
  { account, ...services }: CopyServices & Pick<OrganiserServices, 'account'>,
  source: Course,
  input: CopyInput,
  community: Pick<Community, 'id' | 'locale'>,
): Promise<{ course: Course; sessions: CopiedSession[] }> {
  const { content, sessions } = await planCopy(services, source, input, community);
  const course = await services.db.$transaction(async (tx) => {
    const created = await tx.course.create({
      data: {
        ...{ ...content, communityId: community.id, runs: { create: {} } },
        ...{ offerMinutes: source.offerMinutes, freezeMinutes: source.freezeMinutes },
      },
    });
    await tx.session.createMany({
      data: sessions.map((session) => ({ ...session, courseId: created.id })),
    });
    await recordAudit(tx, {
      communityId: community.id,
      accountId: account.id,
      action: 'course.copy',
      details: { course: created.id, title: created.title, source: source.id },
    });
    return created;
  });
  return { course, sessions };
}
