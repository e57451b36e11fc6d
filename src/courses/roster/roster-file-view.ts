import type { CourseQuestion } from '../../database/generated/client.ts';
import type { MessageFile } from '../../message/message.ts';
import {
  fileNameOf,
  type SheetFormat,
  sheetFile,
  sheetTime,
} from '../../message/sheets/sheet-file.ts';
import type { CourseReader } from '../messages.ts';
import { answerText } from '../questions/answers/answer-lines-view.ts';
import {
  attendanceName,
  numberEntries,
  personIds,
  personNames,
  personPlatforms,
} from './roster-row-view.ts';
import type { SessionRoster } from './service.ts';

const columns = [
  ...(['session', 'state', 'number', 'name', 'platform'] as const),
  ...(['account', 'note', 'since', 'attendance', 'attendedAt'] as const),
];

/** What is in the file: everyone, with a column for each question of the course. */
export interface RosterContent {
  sessions: readonly SessionRoster[];
  questions: readonly CourseQuestion[];
}

/** The whole roster as a file, named after the course's title. */
export function rosterFile(
  title: string,
  { sessions, questions }: RosterContent,
  reader: CourseReader,
  format: SheetFormat,
): Promise<MessageFile> {
  const { t, zone } = reader;
  const rows = sessions.flatMap((session) =>
    numberEntries(session.signups).map(({ entry, number }) => [
      sheetTime(session.startsAt, zone),
      t(`courses.state.${entry.state}`),
      String(number),
      personNames(entry, reader),
      personPlatforms(entry, reader),
      personIds(entry),
      entry.note,
      sheetTime(entry.createdAt, zone),
      attendanceName(entry, reader),
      entry.attendedAt ? sheetTime(entry.attendedAt, zone) : '',
      ...questions.map(({ id }) =>
        answerText(entry.answers.find(({ questionId }) => questionId === id)?.values ?? []),
      ),
    ]),
  );
  return sheetFile(
    fileNameOf(title, 'course'),
    [
      [
        ...columns.map((column) => t(`courses.column.${column}`)),
        ...questions.map(({ label }) => label),
      ],
      ...rows,
    ],
    format,
  );
}
