import type { CommandContext } from '../../context/command-context.ts';
import { displayButtonArgs, type WithZoneNote } from '../../context/display-settings.ts';
import { tableButtonArgs, tablesOf, type WithTables } from '../../context/tables.ts';
import type { Course } from '../../database/generated/client.ts';
import { isolateBidi } from '../../language/text/bidi.ts';
import {
  bold,
  button,
  footer,
  heading,
  message,
  paragraph,
  type RowInput,
  rows,
} from '../../message/build.ts';
import { hostLink } from '../../message/links/web-link.ts';
import type { Block, Button, Inline, Message } from '../../message/message.ts';
import { pictureOf } from '../../pictures/picture-view.ts';
import {
  type CourseReader,
  formatSeatsLeft,
  formatSessionTime,
  joinLines,
  localizedCourse,
  sessionSummary,
  textInlines,
} from '../messages.ts';
import { isEarly } from '../queries.ts';
import type { CoursePage, ListedCourse } from './course-page.ts';

type ListReader = CourseReader &
  Pick<CommandContext, 'isPrivate'> &
  Partial<WithZoneNote & WithTables>;

/** What it costs, who it is for and the like, in one line. */
function factsLine({ place, language, level, price }: Course): Inline[][] {
  const facts = [place, language, level, price].filter((fact) => fact !== '');
  return facts.length === 0 ? [] : [textInlines(facts.join(' · '))];
}

/** Who may sign up and whether it is approved, where it is not everyone and at once. */
function applyLine(
  { eligibility, eligibleRole, needsApproval }: Course,
  { t }: Pick<CourseReader, 't'>,
): Inline[][] {
  const rules = [
    ...(eligibility === 'everyone'
      ? []
      : [t(`applications.shown.${eligibility}`, { role: isolateBidi(eligibleRole ?? '') })]),
    ...(needsApproval ? [t('applications.shown.approval')] : []),
  ];
  return rules.length === 0 ? [] : [textInlines(rules.join(' · '))];
}

function courseBlock({ course, hiddenCount }: ListedCourse, reader: CourseReader): Block {
  const { t, locale } = reader;
  const { title, summary } = localizedCourse(course, locale);
  const lines: Inline[][] = [
    [bold(title)],
    ...(summary === '' ? [] : [textInlines(summary)]),
    ...(course.trainer === '' ? [] : [textInlines(t('courses.with', { trainer: course.trainer }))]),
    ...factsLine(course),
    ...applyLine(course, reader),
    ...(hiddenCount > 0 ? [textInlines(t('courses.moreSessions', { count: hiddenCount }))] : []),
    ...(course.linkUrl === null
      ? []
      : [[...textInlines(`${t('courses.link')}: `), hostLink(course.linkUrl)]]),
    ...(course.sourceUrl === null
      ? []
      : [[...textInlines(`${t('courses.source')}: `), hostLink(course.sourceUrl)]]),
  ];
  return paragraph(joinLines(lines));
}

/** The sessions of a course, each with a button to sign up. */
function sessionRows({ course, sessions }: ListedCourse, reader: CourseReader): Block[] {
  const { t, now } = reader;
  const items = sessions.map(({ occupancy }): RowInput => {
    const { session } = occupancy;
    const args = { course: `id:${course.id}`, session: `id:${session.id}` };
    return {
      content: sessionSummary(occupancy, reader),
      cells: [
        formatSessionTime(session, reader),
        session.place,
        formatSeatsLeft(occupancy, reader),
      ],
      name: '',
      buttons: isEarly(session, new Date(now.epochMilliseconds))
        ? []
        : [button(t('courses.signUp'), { command: 'signup', args }, 'primary')],
    };
  });
  const [first] = sessions;
  const header = [t('courses.when'), t('courses.place'), t('courses.seats')];
  return first === undefined ? [] : [rows(items, first.number, header)];
}

/** The call that answers with a page of the same list. */
const pageAction = (page: number, query: string | undefined, reader: ListReader) => ({
  command: 'training',
  args: {
    ...(query === undefined ? {} : { query }),
    page,
    ...displayButtonArgs(reader),
    ...tableButtonArgs(reader),
  },
});

function pagingButtons(
  { page, pageCount }: CoursePage,
  query: string | undefined,
  reader: ListReader,
): Button[] {
  const { t } = reader;
  const turnTo = (label: string, to: number) =>
    button(label, { ...pageAction(to, query, reader), answer: 'update' });
  return [
    ...(page > 1 ? [turnTo(t('commands.training.previous'), page - 1)] : []),
    ...(page < pageCount ? [turnTo(t('commands.training.next'), page + 1)] : []),
  ];
}

/** Open courses with their sessions, and a button for each session. @param query what was searched for */
export function courseListMessage(
  found: CoursePage,
  query: string | undefined,
  reader: ListReader,
): Message {
  const { t, zoneNote } = reader;
  const { courses, page, pageCount, total } = found;
  const only = total === 1 ? courses[0] : undefined;
  const title =
    query === undefined
      ? t('commands.training.open')
      : t('commands.training.openFor', { asked: `“${query}”` });
  if (total === 0)
    return message([heading(title), paragraph(t('commands.training.none')), rows([])]);
  const notes = [
    ...(pageCount > 1 ? [t('commands.training.page', { page, pages: pageCount, total })] : []),
    ...(zoneNote === undefined ? [] : [zoneNote]),
  ];
  return message(
    [
      heading(title),
      ...courses.flatMap((course) => [courseBlock(course, reader), ...sessionRows(course, reader)]),
      ...(notes.length > 0 ? [footer(notes.join(' · '))] : []),
    ],
    {
      // A picture is of the whole message.
      picture: only ? pictureOf(only.course, reader.locale) : undefined,
      buttons: [pagingButtons(found, query, reader)],
      ...tablesOf(reader, pageAction(page, query, reader)),
    },
  );
}
