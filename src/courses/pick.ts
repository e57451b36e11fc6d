import { type Call, nowOf } from '../communities/call.ts';
import type { Course, Prisma, Session, Signup } from '../database/generated/client.ts';
import { isId } from '../database/id.ts';
import { searched } from '../database/search.ts';
import { pick } from '../kit/kinds/pick.ts';
import { fold, matches } from '../language/fold.ts';
import { isolate } from '../language/isolate.ts';
import { locales } from '../language/locale.ts';
import { type Period, readPeriod } from '../language/periods/index.ts';
import { sayInstant } from '../language/say-date.ts';
import { findOpenCourses, openSessions, type SessionSeats, withSeats } from './find.ts';
import { courseWords, seatsLeft, sessionWhen } from './show.ts';
import { listedNumbers } from './training.ts';

/** How a course is known: by its title in any language, by who teaches it and when it was begun. */
const courseCalled = {
  label: (course: Course, { locale }: Call) => courseWords(course, locale).title,
  names: (course: Course) => locales.map((locale) => courseWords(course, locale).title),
  details: ({ trainer, createdAt }: Course, { zone, locale, now }: Call) => [
    trainer,
    sayInstant(createdAt.toTemporalInstant(), zone, locale, now),
  ],
};

/** Where a course may be for the one who chooses it. */
type Reach = (call: Call) => Prisma.CourseWhereInput[];

const here: Reach = ({ community }) => (community ? [{ communityId: community.id }] : []);
/** A button may stand in the private chat of somebody who looks at another of their communities by now. */
const mine: Reach = (call) => [
  ...here(call),
  { community: { members: { some: { personId: call.person.id } } } },
];

const findCourse = async (id: string, call: Call, reach: Reach): Promise<Course | undefined> =>
  (isId(id) && (await call.db.course.findFirst({ where: { id, OR: reach(call) } }))) || undefined;

/** Courses of a community whose words all stand in it, the newest first. */
const coursesWith = (
  words: string,
  { db }: Call,
  communityId: string,
  limit: number,
): Promise<Course[]> =>
  db.course.findMany({
    where: {
      communityId,
      AND: searched(words),
    },
    orderBy: [{ closedAt: { sort: 'desc', nulls: 'first' } }, { createdAt: 'desc' }],
    take: limit,
  });

/**
 * A course into which people can come. One that was closed meanwhile is found by its button or by its name,
 * so that its being closed can be said.
 */
export const openCourse = () =>
  pick<Course, Call>({
    async search(words, call, _given, limit) {
      if (!call.community) return [];
      const found = await findOpenCourses(call.db, {
        communityId: call.community.id,
        now: nowOf(call),
        query: words,
      });
      if (found.length === 0 && fold(words) !== '')
        return coursesWith(words, call, call.community.id, limit);
      return found.slice(0, limit).map(({ course }) => course);
    },
    find: (id, call) => findCourse(id, call, mine),
    id: ({ id }) => id,
    ...courseCalled,
    none: 'courses.errors.none',
  });

/** Any course of this community, the newest first, for those who keep them: by its whole title. */
export const ownCourse = () =>
  pick<Course, Call>({
    search: async (words, call, _given, limit) =>
      call.community ? coursesWith(words, call, call.community.id, limit) : [],
    find: (id, call) => findCourse(id, call, here),
    id: ({ id }) => id,
    ...courseCalled,
    wholeOnly: true,
    none: 'courses.errors.none',
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

const sessionIn = <Name extends string>(
  argument: Name,
  which: (call: Call) => Prisma.SessionWhereInput,
) =>
  pick<SessionSeats, Call, CourseIn<Name>>({
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
        const listed = (await listedNumbers(call, courseId)).get(number)?.session;
        const own = sessions[number - 1];
        const meant = sessions.filter(({ id }) => id === listed?.id || id === own?.id);
        if (meant.length > 0) return withSeats(call.db, meant);
      }
      const today = call.now.toZonedDateTimeISO(call.zone).toPlainDate();
      const days = readPeriod(words, { today });
      const found = sessions.filter(
        (session) =>
          matches(fold(`${sessionWhen(session, call)} ${session.place}`), words) ||
          (days.ok && isWithin(days.value, dayOf(session, call.zone))),
      );
      return withSeats(call.db, found.slice(0, limit));
    },
    async find(id, call, given) {
      const courseId = courseGiven(given, argument);
      if (courseId === undefined || !isId(id)) return undefined;
      const session = await call.db.session.findFirst({ where: { id, courseId } });
      return session ? (await withSeats(call.db, [session]))[0] : undefined;
    },
    id: ({ session }) => session.id,
    label: (seats, call) => `${sessionWhen(seats.session, call)} · ${seatsLeft(seats, call)}`,
    names: ({ session }, call) => [sessionWhen(session, call)],
    details: ({ session: { place } }) => [place],
    none: 'courses.errors.noSession',
  });

/** A session of the course that the argument before it names, into which people can come. */
export const sessionOf = <Name extends string>(argument: Name) =>
  sessionIn(argument, (call) => openSessions(nowOf(call)));

/** Any session of the course that the argument before it names. */
export const anySessionOf = <Name extends string>(argument: Name) =>
  sessionIn(argument, () => ({}));

export type MySignup = Signup & { session: Session & { course: Course } };

/** A person's signups for sessions that are not over, the next first. */
export const signupsOf = (call: Call): Promise<MySignup[]> =>
  call.db.signup.findMany({
    where: {
      personId: call.person.id,
      state: { not: 'withdrawn' },
      session: { endsAt: { gt: nowOf(call) } },
    },
    include: { session: { include: { course: true } } },
    orderBy: { session: { startsAt: 'asc' } },
    take: 100,
  });

/** One of my own signups: by the whole title of its course. */
export const mySignup = () =>
  pick<MySignup, Call>({
    async search(words, call, _given, limit) {
      const all = await signupsOf(call);
      return all
        .filter(({ session }) =>
          matches(`${session.course.searchText} ${fold(sessionWhen(session, call))}`, words),
        )
        .slice(0, limit);
    },
    find: async (id, call) =>
      (isId(id) &&
        (await call.db.signup.findFirst({
          where: { id, personId: call.person.id },
          include: { session: { include: { course: true } } },
        }))) ||
      undefined,
    id: ({ id }) => id,
    label: ({ session }, call) =>
      `${isolate(courseWords(session.course, call.locale).title)} · ${sessionWhen(session, call)}`,
    names: ({ session: { course } }) => locales.map((locale) => courseWords(course, locale).title),
    details: ({ session: { place } }) => [place],
    wholeOnly: true,
    none: 'courses.errors.noSignup',
    empty: 'courses.errors.noSignups',
  });
