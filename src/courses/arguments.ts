import { type CommandContext, nowAsDate } from '../context/command-context.ts';
import type { Course, Prisma } from '../database/generated/client.ts';
import { withKnownEnumValues } from '../database/known-enum-values.ts';
import { searchCondition } from '../database/search-condition.ts';
import { isUuid } from '../database/uuid.ts';
import { pick } from '../kit/argument-types/pick.ts';
import { formatInstant } from '../language/format-date.ts';
import { locales } from '../language/locale.ts';
import { fold, matchesQuery } from '../language/text/fold.ts';
import { listOpenCourses } from './cached-courses.ts';
import { localizedCourse } from './messages.ts';

/** A course is named by its title in any language, and told apart by its trainer and when it was created. */
const courseNaming = {
  label: (course: Course, { locale }: CommandContext) => localizedCourse(course, locale).title,
  names: (course: Course) => locales.map((locale) => localizedCourse(course, locale).title),
  details: ({ trainer, createdAt }: Course, { zone, locale, now }: CommandContext) => [
    trainer,
    formatInstant(createdAt.toTemporalInstant(), zone, locale, now),
  ],
};

/** Which courses an id may refer to. */
type CourseScope = (context: CommandContext) => Prisma.CourseWhereInput[];

const inThisCommunity: CourseScope = ({ community }) =>
  community ? [{ communityId: community.id }] : [];
/** A button may be in the private chat of somebody who has switched to another of their communities since. */
const inOwnCommunities: CourseScope = (context) => [
  ...inThisCommunity(context),
  { community: { members: { some: { personId: context.person.id } } } },
];

/** A course by its id, from the cache: after an announcement everybody asks for the same one. */
const findCachedCourse = async (
  id: string,
  { db, cache }: CommandContext,
): Promise<Course | null> =>
  isUuid(id)
    ? cache.getOrLoad({
        key: `course ${id}`,
        load: () => db.course.findUnique({ where: { id } }),
        dependencies: () => [`Course:${id}`],
      })
    : null;

const findCourse = async (
  id: string,
  context: CommandContext,
  scope: CourseScope,
): Promise<Course | undefined> =>
  (isUuid(id) && (await context.db.course.findFirst({ where: { id, OR: scope(context) } }))) ||
  undefined;

/** Courses of a community that contain all these words, open ones and new ones first. */
const searchCourses = (
  words: string,
  { db }: CommandContext,
  communityId: string,
  limit: number,
): Promise<Course[]> =>
  db.course.findMany({
    where: { ...withKnownEnumValues.course, communityId, AND: searchCondition(words) },
    orderBy: [{ closedAt: { sort: 'desc', nulls: 'first' } }, { createdAt: 'desc' }],
    take: limit,
  });

/**
 * A course with open sessions. A course that was closed meanwhile is found by its button or its name, so that the
 * answer can say that it is closed.
 */
export const openCourse = () =>
  pick<Course, CommandContext>({
    async search(words, context, _given, limit) {
      if (!context.community) return [];
      const { id: communityId } = context.community;
      const open = await listOpenCourses(context, { communityId, now: nowAsDate(context) });
      const found = open.filter(({ searchText }) => matchesQuery(searchText, words));
      return found.length === 0 && fold(words) !== ''
        ? searchCourses(words, context, communityId, limit)
        : found.slice(0, limit);
    },
    async find(id, context) {
      const course = await findCachedCourse(id, context);
      return course && course.communityId === context.community?.id
        ? course
        : findCourse(id, context, inOwnCommunities);
    },
    id: ({ id }) => id,
    ...courseNaming,
    noMatchKey: 'courses.errors.none',
  });

/** Any course of this community, for its organisers: by its whole title. */
export const ownCourse = () =>
  pick<Course, CommandContext>({
    search: async (words, context, _given, limit) =>
      context.community ? searchCourses(words, context, context.community.id, limit) : [],
    find: (id, context) => findCourse(id, context, inThisCommunity),
    id: ({ id }) => id,
    ...courseNaming,
    wholeOnly: true,
    noMatchKey: 'courses.errors.none',
  });
