import { type CommandContext, nowAsDate } from '../context/command-context.ts';
import type { Course, Prisma, Session, Signup } from '../database/generated/client.ts';
import { searchCondition } from '../database/search-condition.ts';
import { isUuid } from '../database/uuid.ts';
import { pick } from '../kit/argument-types/pick.ts';
import { formatInstant } from '../language/format-date.ts';
import { locales } from '../language/locale.ts';
import { type Period, readPeriod } from '../language/periods/index.ts';
import { isolateBidi } from '../language/text/bidi.ts';
import { fold, matchesQuery } from '../language/text/fold.ts';
import { sessionNumbersInList } from './course-list.ts';
import { formatSeatsLeft, formatSessionTime, localizedCourse } from './messages.ts';
import {
  findOpenCourses,
  openSessionsWhere,
  type SessionOccupancy,
  withOccupancy,
} from './queries.ts';

/** How a course is known: by its title in any language, by who teaches it and when it was begun. */
const courseNaming = {
  label: (course: Course, { locale }: CommandContext) => localizedCourse(course, locale).title,
  names: (course: Course) => locales.map((locale) => localizedCourse(course, locale).title),
  details: ({ trainer, createdAt }: Course, { zone, locale, now }: CommandContext) => [
    trainer,
    formatInstant(createdAt.toTemporalInstant(), zone, locale, now),
  ],
};

/** Where a course may be for the one who chooses it. */
type CourseScope = (call: CommandContext) => Prisma.CourseWhereInput[];

const here: CourseScope = ({ community }) => (community ? [{ communityId: community.id }] : []);
/** A button may stand in the private chat of somebody who looks at another of their communities by now. */
const mine: CourseScope = (call) => [
  ...here(call),
  { community: { members: { some: { personId: call.person.id } } } },
];

const findCourse = async (
  id: string,
  call: CommandContext,
  reach: CourseScope,
): Promise<Course | undefined> =>
  (isUuid(id) && (await call.db.course.findFirst({ where: { id, OR: reach(call) } }))) || undefined;

/** Courses of a community whose words all stand in it, the newest first. */
const searchCourses = (
  words: string,
  { db }: CommandContext,
  communityId: string,
  limit: number,
): Promise<Course[]> =>
  db.course.findMany({
    where: {
      communityId,
      AND: searchCondition(words),
    },
    orderBy: [{ closedAt: { sort: 'desc', nulls: 'first' } }, { createdAt: 'desc' }],
    take: limit,
  });

/**
 * A course into which people can come. One that was closed meanwhile is found by its button or by its name,
 * so that its being closed can be said.
 */
export const openCourse = () =>
  pick<Course, CommandContext>({
    async search(words, call, _given, limit) {
      if (!call.community) return [];
      const found = await findOpenCourses(call.db, {
        communityId: call.community.id,
        now: nowAsDate(call),
        query: words,
      });
      if (found.length === 0 && fold(words) !== '')
        return searchCourses(words, call, call.community.id, limit);
      return found.slice(0, limit).map(({ course }) => course);
    },
    find: (id, call) => findCourse(id, call, mine),
    id: ({ id }) => id,
    ...courseNaming,
    noMatchKey: 'courses.errors.none',
  });

/** Any course of this community, the newest first, for those who keep them: by its whole title. */
export const ownCourse = () =>
  pick<Course, CommandContext>({
    search: async (words, call, _given, limit) =>
      call.community ? searchCourses(words, call, call.community.id, limit) : [],
    find: (id, call) => findCourse(id, call, here),
    id: ({ id }) => id,
    ...courseNaming,
    wholeOnly: true,
    noMatchKey: 'courses.errors.none',
  });

/** The day on which a session begins, for whoever asks. */
const dayOf = ({ startsAt }: Session, zone: string): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(startsAt.getTime()).toZonedDateTimeISO(zone).toPlainDate();

const isWithin = ({ from, until }: Period, day: Temporal.PlainDate): boolean =>
  Temporal.PlainDate.compare(from, day) <= 0 && Temporal.PlainDate.compare(day, until) < 0;

/** The course that was given before, as the arguments carry it. */
function courseGiven(given: Readonly<Record<string, unknown>>, argument: string) {
  const course = given[argument];
  return typeof course === 'object' && course !== null && 'id' in course
    ? String(course.id)
    : undefined;
}

/** What a session depends on: a course, in the argument of this name. */
type CourseIn<Name extends string> = { readonly [Argument in Name]: Course };

const sessionArgument = <Name extends string>(
  argument: Name,
  which: (call: CommandContext) => Prisma.SessionWhereInput,
) =>
  pick<SessionOccupancy, CommandContext, CourseIn<Name>>({
    async search(words, call, given, limit) {
      const courseId = courseGiven(given, argument);
      if (courseId === undefined) return [];
      const sessions = await call.db.session.findMany({
        where: { courseId, ...which(call) },
        orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
        take: 100,
      });
      const number = /^\d{1,2}$/.test(words) ? Number(words) : undefined;
      if (number !== undefined) {
        // As the list of all courses counts them, or this course's own.
        const listed = (await sessionNumbersInList(call, courseId)).get(number)?.session;
        const own = sessions[number - 1];
        const meant = sessions.filter(({ id }) => id === listed?.id || id === own?.id);
        if (meant.length > 0) return withOccupancy(call.db, meant);
      }
      const today = call.now.toZonedDateTimeISO(call.zone).toPlainDate();
      const days = readPeriod(words, { today });
      const found = sessions.filter(
        (session) =>
          matchesQuery(fold(`${formatSessionTime(session, call)} ${session.place}`), words) ||
          (days.ok && isWithin(days.value, dayOf(session, call.zone))),
      );
      return withOccupancy(call.db, found.slice(0, limit));
    },
    async find(id, call, given) {
      const courseId = courseGiven(given, argument);
      if (courseId === undefined || !isUuid(id)) return undefined;
      const session = await call.db.session.findFirst({ where: { id, courseId } });
      return session ? (await withOccupancy(call.db, [session]))[0] : undefined;
    },
    id: ({ session }) => session.id,
    label: (seats, call) =>
      `${formatSessionTime(seats.session, call)} · ${formatSeatsLeft(seats, call)}`,
    names: ({ session }, call) => [formatSessionTime(session, call)],
    details: ({ session: { place } }) => [place],
    noMatchKey: 'courses.errors.noSession',
  });

/** A session of the course that the argument before it names, into which people can come. */
export const openSession = <Name extends string>(argument: Name) =>
  sessionArgument(argument, (call) => openSessionsWhere(nowAsDate(call)));

/** Any session of the course that the argument before it names. */
export const anySession = <Name extends string>(argument: Name) =>
  sessionArgument(argument, () => ({}));

export type SignupWithSession = Signup & { session: Session & { course: Course } };

/** A person's signups for sessions that are not over, the next first. */
export const listUpcomingSignups = (call: CommandContext): Promise<SignupWithSession[]> =>
  call.db.signup.findMany({
    where: {
      personId: call.person.id,
      state: { not: 'withdrawn' },
      session: { endsAt: { gt: nowAsDate(call) } },
    },
    include: { session: { include: { course: true } } },
    orderBy: { session: { startsAt: 'asc' } },
    take: 100,
  });

/** One of my own signups: by the whole title of its course. */
export const mySignup = () =>
  pick<SignupWithSession, CommandContext>({
    async search(words, call, _given, limit) {
      const all = await listUpcomingSignups(call);
      return all
        .filter(({ session }) =>
          matchesQuery(
            `${session.course.searchText} ${fold(formatSessionTime(session, call))}`,
            words,
          ),
        )
        .slice(0, limit);
    },
    find: async (id, call) =>
      (isUuid(id) &&
        (await call.db.signup.findFirst({
          where: { id, personId: call.person.id },
          include: { session: { include: { course: true } } },
        }))) ||
      undefined,
    id: ({ id }) => id,
    label: ({ session }, call) =>
      `${isolateBidi(localizedCourse(session.course, call.locale).title)} · ${formatSessionTime(session, call)}`,
    names: ({ session: { course } }) =>
      locales.map((locale) => localizedCourse(course, locale).title),
    details: ({ session: { place } }) => [place],
    wholeOnly: true,
    noMatchKey: 'courses.errors.noSignup',
    emptyKey: 'courses.errors.noSignups',
  });
