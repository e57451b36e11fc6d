import type { Call } from '../communities/call.ts';
import { button, footer, heading, list, message, paragraph } from '../message/build.ts';
import { hostLink } from '../message/links.ts';
import type { Block, Button, Message } from '../message/message.ts';
import { type CourseSessions, findOpenCourses, type SessionSeats } from './find.ts';
import { courseWords, sessionLine } from './show.ts';

/** Courses on a page and sessions of one: their buttons fit into four rows of five, beside the paging. */
const pageSize = 3;
const mostSessions = 6;
const inRow = 5;

export interface TrainingQuestion {
  query?: string | undefined;
  /** From 1. */
  page: number;
}

interface Numbered {
  number: number;
  seats: SessionSeats;
}

/** Sessions numbered through the whole page, so that a button names one. */
function numberSessions(courses: readonly CourseSessions[]): Map<string, Numbered[]> {
  let next = 1;
  return new Map(
    courses.map(({ course, sessions }) => [
      course.id,
      sessions.slice(0, mostSessions).map((seats) => {
        const number = next;
        next += 1;
        return { number, seats };
      }),
    ]),
  );
}

function courseBlocks(
  { course, sessions }: CourseSessions,
  numbered: readonly Numbered[],
  call: Call,
): Block[] {
  const { t, locale } = call;
  const { title, summary } = courseWords(course, locale);
  const trainer = course.trainer === '' ? [] : [t('courses.with', { trainer: course.trainer })];
  const about = [...trainer, ...(summary === '' ? [] : [summary])].join('\n');
  const more = sessions.length - numbered.length;
  return [
    heading(title),
    ...(about === '' ? [] : [paragraph(about)]),
    list([
      ...numbered.map(({ number, seats }) => sessionLine(seats, call, number)),
      ...(more > 0 ? [t('courses.moreSessions', { count: more })] : []),
    ]),
    ...(course.sourceUrl === null
      ? []
      : [footer([t('courses.source'), ' ', hostLink(course.sourceUrl)])]),
  ];
}

function inRows(buttons: readonly Button[]): Button[][] {
  return Array.from({ length: Math.ceil(buttons.length / inRow) }, (_, row) =>
    buttons.slice(row * inRow, (row + 1) * inRow),
  );
}

/** Open courses with their sessions, and a button for each. */
export async function listTraining(
  call: Call,
  communityId: string,
  { query, page: asked }: TrainingQuestion,
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
  const signups = courses.flatMap(({ course }) =>
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
      args: { ...(query === undefined ? {} : { query }), page: to },
      answer: 'update',
    });
  return message(
    [
      paragraph(title),
      ...courses.flatMap((course) =>
        courseBlocks(course, numbers.get(course.course.id) ?? [], call),
      ),
      ...(pages > 1
        ? [footer(t('commands.training.page', { page, pages, total: all.length }))]
        : []),
    ],
    {
      buttons: [
        ...inRows(signups),
        [
          ...(page > 1 ? [turn(t('commands.training.previous'), page - 1)] : []),
          ...(page < pages ? [turn(t('commands.training.next'), page + 1)] : []),
        ],
      ],
    },
  );
}
