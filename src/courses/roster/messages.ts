import { tablesOf, type WithTables } from '../../context/tables.ts';
import type { Course, Signup } from '../../database/generated/client.ts';
import {
  askButton,
  bold,
  button,
  type Content,
  heading,
  list,
  message,
  paragraph,
  table,
  textMessage,
} from '../../message/build.ts';
import type { Action, Block, Button, Message } from '../../message/message.ts';
import { type SheetFormat, sheetFormats } from '../../message/sheets/sheet-file.ts';
import {
  type CourseReader,
  cancelledMark,
  formatSessionTime,
  localizedCourse,
} from '../messages.ts';
import { type RosterContent, rosterFile } from './roster-file-view.ts';
import {
  attendanceName,
  type NumberedEntry,
  numberEntries,
  personNames,
  personPlatforms,
} from './roster-row-view.ts';
import type { SessionRoster } from './service.ts';

/** Names per session in the message; the file has all of them. */
const maxNames = 40;

type RosterReader = CourseReader & Partial<WithTables>;

/** Who has a seat or waits, one line each. */
function namesBlock(
  shown: readonly NumberedEntry[],
  more: readonly string[],
  reader: CourseReader,
): Block {
  const { t } = reader;
  const lines = shown.map(
    ({ entry, number }): Content => [
      `${t(`courses.state.${entry.state}`)} ${number}: `,
      bold(personNames(entry, reader)),
      entry.person ? ` (${personPlatforms(entry, reader)})` : '',
      entry.attendance === null ? '' : ` · ${attendanceName(entry, reader)}`,
      entry.note === '' ? '' : ` · ${entry.note}`,
    ],
  );
  return list([...lines, ...more]);
}

/** The same by column. */
function namesTable(
  shown: readonly NumberedEntry[],
  more: readonly string[],
  reader: CourseReader,
): Block[] {
  const { t } = reader;
  const columns = ['state', 'name', 'platform', 'note'] as const;
  const lines = shown.map(({ entry, number }) => [
    [`${t(`courses.state.${entry.state}`)} ${number}`, attendanceName(entry, reader)]
      .filter((part) => part !== '')
      .join(' · '),
    bold(personNames(entry, reader)),
    entry.person ? personPlatforms(entry, reader) : '',
    entry.note,
  ]);
  return [
    table(
      columns.map((column) => t(`courses.column.${column}`)),
      lines,
    ),
    ...more.map((line) => paragraph(line)),
  ];
}

function sessionBlocks(session: SessionRoster, reader: RosterReader): Block[] {
  const { t } = reader;
  const count = (state: Signup['state']) =>
    session.signups.filter((signup) => signup.state === state).length;
  const shown = numberEntries(session.signups).slice(0, maxNames);
  const hiddenCount = session.signups.length - shown.length;
  const more = hiddenCount > 0 ? [t('courses.moreNames', { count: hiddenCount })] : [];
  return [
    paragraph([
      bold(`${cancelledMark(session, reader)}${formatSessionTime(session, reader)}`),
      '\n',
      t('courses.rosterCount', {
        confirmed: count('confirmed'),
        seats: session.seats,
        waiting: count('waiting'),
      }),
    ]),
    ...(shown.length === 0
      ? []
      : reader.tables
        ? namesTable(shown, more, reader)
        : [namesBlock(shown, more, reader)]),
  ];
}

/** The files, and writing to them. */
function rosterButtons(args: Action['args'], { t }: Pick<CourseReader, 't'>): Button[] {
  return [
    ...sheetFormats.map((file) =>
      button(t(`courses.formats.${file}`), { command: 'course roster', args: { ...args, file } }),
    ),
    askButton(t('roster.write'), { command: 'roster message', args }, ['to', 'text']),
  ];
}

/** Who signed up. @param sessionId the only session, when one was chosen */
export function rosterMessage(
  course: Course,
  sessions: readonly SessionRoster[],
  reader: RosterReader,
  sessionId?: string,
): Message {
  const { t, locale } = reader;
  const { title } = localizedCourse(course, locale);
  if (sessions.length === 0) return message([heading(title), paragraph(t('courses.noSessions'))]);
  const args = {
    course: `id:${course.id}`,
    ...(sessionId === undefined ? {} : { session: `id:${sessionId}` }),
  };
  const isEmpty = sessions.every(({ signups }) => signups.length === 0);
  return message(
    [heading(title), ...sessions.flatMap((session) => sessionBlocks(session, reader))],
    {
      buttons: isEmpty ? [] : [rosterButtons(args, reader)],
      ...tablesOf(reader, { command: 'course roster', args }),
    },
  );
}

/** The file with everyone who signed up. */
export async function rosterFileMessage(
  course: Course,
  content: RosterContent,
  reader: CourseReader,
  format: SheetFormat,
): Promise<Message> {
  const { title } = localizedCourse(course, reader.locale);
  const count = content.sessions.reduce((sum, { signups }) => sum + signups.length, 0);
  return textMessage(reader.t('roster.file', { count, title }), {
    files: [await rosterFile(title, content, reader, format)],
  });
}
