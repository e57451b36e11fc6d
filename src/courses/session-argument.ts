import { type CommandContext, nowAsDate } from '../context/command-context.ts';
import type { Course, Session } from '../database/generated/client.ts';
import { isUuid } from '../database/uuid.ts';
import { pick } from '../kit/argument-types/pick.ts';
import { type Period, readPeriod } from '../language/periods/index.ts';
import { fold, matchesQuery } from '../language/text/fold.ts';
import { listSessions } from './cached-courses.ts';
import { sessionNumbersInList } from './list/course-page.ts';
import { cancelledMark, formatSeatsLeft, formatSessionTime } from './messages.ts';
import { isOpen, withOccupancy } from './queries.ts';

const dayOf = ({ startsAt }: Session, zone: string): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(startsAt.getTime()).toZonedDateTimeISO(zone).toPlainDate();

const isWithin = ({ from, until }: Period, day: Temporal.PlainDate): boolean =>
  Temporal.PlainDate.compare(from, day) <= 0 && Temporal.PlainDate.compare(day, until) < 0;

/** The id of the course in an earlier argument. */
function givenCourseId(given: Readonly<Record<string, unknown>>, argument: string) {
  const course = given[argument];
  return typeof course === 'object' && course !== null && 'id' in course
    ? String(course.id)
    : undefined;
}

/** The session of this number, as the list of all courses counts them or this course by itself. */
async function sessionsNumbered(
  number: number,
  sessions: readonly Session[],
  context: CommandContext,
  courseId: string,
): Promise<Session[]> {
  const { db, community } = context;
  const numbers = community
    ? await sessionNumbersInList(
        db,
        { communityId: community.id, now: nowAsDate(context) },
        courseId,
      )
    : undefined;
  const listed = numbers?.get(number)?.session;
  const own = sessions[number - 1];
  return sessions.filter(({ id }) => id === listed?.id || id === own?.id);
}

/** What words say about days, read once: in a rush everybody types the same. */
const readDays = (words: string, { cache, now, zone }: CommandContext) => {
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  return cache.getOrLoad({
    key: `days ${today} ${words}`,
    load: async () => readPeriod(words, { today }),
    dependencies: () => [],
  });
};

/** Sessions whose time or place contains the words, or that are on the days that they name. */
async function sessionsMatching(
  words: string,
  sessions: readonly Session[],
  context: CommandContext,
): Promise<Session[]> {
  const days = await readDays(words, context);
  return sessions.filter(
    (session) =>
      matchesQuery(fold(`${formatSessionTime(session, context)} ${session.place}`), words) ||
      (days.ok && isWithin(days.value, dayOf(session, context.zone))),
  );
}

/** A session that was chosen. */
export interface ChosenSession {
  session: Session;
}

/** What a session depends on: a course, in the argument of this name. */
type CourseIn<Name extends string> = { readonly [Argument in Name]: Course };

const sessionArgument = <Name extends string>(
  argument: Name,
  isOffered: (session: Session, context: CommandContext) => boolean,
) =>
  pick<ChosenSession, CommandContext, CourseIn<Name>>({
    async search(words, context, given, limit) {
      const courseId = givenCourseId(given, argument);
      if (courseId === undefined) return [];
      const sessions = (await listSessions(context, courseId)).filter((one) =>
        isOffered(one, context),
      );
      if (/^\d{1,2}$/.test(words)) {
        const numbered = await sessionsNumbered(Number(words), sessions, context, courseId);
        if (numbered.length > 0) return numbered.map((session) => ({ session }));
      }
      const found = words === '' ? sessions : await sessionsMatching(words, sessions, context);
      return found.slice(0, limit).map((session) => ({ session }));
    },
    async find(id, context, given) {
      const courseId = givenCourseId(given, argument);
      if (courseId === undefined || !isUuid(id)) return undefined;
      const session = await context.cache.getOrLoad({
        key: `session ${id}`,
        load: () => context.db.session.findUnique({ where: { id } }),
        dependencies: () => [`Session:${id}`],
      });
      return session?.courseId === courseId ? { session } : undefined;
    },
    id: ({ session }) => session.id,
    label: ({ session }, context) =>
      `${cancelledMark(session, context)}${formatSessionTime(session, context)}`,
    async notes(chosen, context) {
      const sessions = chosen.map(({ session }) => session);
      return (await withOccupancy(context.db, sessions)).map((one) =>
        formatSeatsLeft(one, context),
      );
    },
    names: ({ session }, context) => [formatSessionTime(session, context)],
    details: ({ session: { place } }) => [place],
    noMatchKey: 'courses.errors.noSession',
  });

/** A session, open for signups, of the course in an earlier argument. */
export const openSession = <Name extends string>(argument: Name) =>
  sessionArgument(argument, (session, context) => isOpen(session, nowAsDate(context)));

/** Any session of the course in an earlier argument. */
export const anySession = <Name extends string>(argument: Name) =>
  sessionArgument(argument, () => true);
