import { type CommandContext, nowAsDate } from '../context/command-context.ts';
import { displayButtonArgs, type WithZoneNote } from '../context/display-settings.ts';
import { bold, button, footer, heading, message, paragraph } from '../message/build.ts';
import { hostLink } from '../message/links/web-link.ts';
import type { Block, Inline, Message } from '../message/message.ts';
import { chunkButtons, joinLines, localizedCourse, sessionLine, textInlines } from './messages.ts';
import { type CourseSessions, findOpenCourses, type SessionOccupancy } from './queries.ts';

/** Courses on a page and sessions of one: their buttons fit into four rows of five, beside the paging; a row a course where it can. */
const pageSize = 3;
const maxSessions = 6;

export interface CourseListQuery {
  query?: string | undefined;
  /** From 1. */
  page: number;
}

interface NumberedSession {
  number: number;
  seats: SessionOccupancy;
}

/** Sessions numbered through the whole page, so that a button names one. */
function numberSessions(courses: readonly CourseSessions[]): Map<string, NumberedSession[]> {
  let next = 1;
  return new Map(
    courses.map(({ course, sessions }) => [
      course.id,
      sessions.slice(0, maxSessions).map((seats) => {
        const number = next;
        next += 1;
        return { number, seats };
      }),
    ]),
  );
}

/** The numbers under which the list of all open courses shows a course's sessions; none where it shows none. */
export async function sessionNumbersInList(
  call: CommandContext,
  courseId: string,
): Promise<ReadonlyMap<number, SessionOccupancy>> {
  if (!call.community) return new Map();
  const all = await findOpenCourses(call.db, {
    communityId: call.community.id,
    now: nowAsDate(call),
  });
  const at = all.findIndex(({ course }) => course.id === courseId);
  if (at === -1) return new Map();
  const first = at - (at % pageSize);
  const numbers = numberSessions(all.slice(first, first + pageSize));
  return new Map(
    (numbers.get(courseId) ?? []).map(({ number, seats }) => [number, seats] as const),
  );
}

function courseBlock(
  { course, sessions }: CourseSessions,
  numbered: readonly NumberedSession[],
  call: CommandContext,
): Block {
  const { t, locale } = call;
  const { title, summary } = localizedCourse(course, locale);
  const more = sessions.length - numbered.length;
  const lines: Inline[][] = [
    [bold(title)],
    ...(summary === '' ? [] : [textInlines(summary)]),
    ...(course.trainer === '' ? [] : [textInlines(t('courses.with', { trainer: course.trainer }))]),
    ...numbered.map(({ number, seats }) => sessionLine(seats, call, number)),
    ...(more > 0 ? [textInlines(t('courses.moreSessions', { count: more }))] : []),
    ...(course.sourceUrl === null
      ? []
      : [[...textInlines(`${t('courses.source')}: `), hostLink(course.sourceUrl)]]),
  ];
  return paragraph(joinLines(lines));
}

/** Open courses with their sessions, and a button for each. */
export async function showCourseList(
  call: CommandContext & Partial<WithZoneNote>,
  communityId: string,
  { query, page: asked }: CourseListQuery,
): Promise<Message> {
  const { t, now } = call;
  const all = await findOpenCourses(call.db, {
    communityId,
    now: new Date(now.epochMilliseconds),
    query: query ?? '',
  });
  const title =
    query === undefined
      ? t('commands.training.open')
      : t('commands.training.openFor', { asked: `“${query}”` });
  if (all.length === 0) return message([heading(title), paragraph(t('commands.training.none'))]);
  const pages = Math.ceil(all.length / pageSize);
  const page = Math.min(asked, pages);
  const courses = all.slice((page - 1) * pageSize, page * pageSize);
  const numbers = numberSessions(courses);
  const signups = courses.map(({ course }) =>
    (numbers.get(course.id) ?? []).map(({ number, seats }) =>
      button(
        t('courses.signUpNumber', { number }),
        {
          command: 'signup',
          args: { course: `id:${course.id}`, session: `id:${seats.session.id}` },
        },
        'primary',
      ),
    ),
  );
  const turn = (label: string, to: number) =>
    button(label, {
      command: 'training',
      args: { ...(query === undefined ? {} : { query }), page: to, ...displayButtonArgs(call) },
      answer: 'update',
    });
  const notes = [
    ...(pages > 1 ? [t('commands.training.page', { page, pages, total: all.length })] : []),
    ...(call.zoneNote === undefined ? [] : [call.zoneNote]),
  ];
  return message(
    [
      heading(title),
      ...courses.map((course) => courseBlock(course, numbers.get(course.course.id) ?? [], call)),
      ...(notes.length > 0 ? [footer(notes.join(' · '))] : []),
    ],
    {
      buttons: [
        ...(signups.every(({ length }) => length <= 5) ? signups : chunkButtons(signups.flat())),
        [
          ...(page > 1 ? [turn(t('commands.training.previous'), page - 1)] : []),
          ...(page < pages ? [turn(t('commands.training.next'), page + 1)] : []),
        ],
      ],
    },
  );
}
