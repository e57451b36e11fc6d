import type { MessageFile } from '../../message/message.ts';
import { writeCsv } from '../../message/sheets/csv.ts';
import { fileNameOf, sheetTime } from '../../message/sheets/sheet-file.ts';
import type { CourseReader } from '../messages.ts';
import { numberEntries, personNames, personPlatforms } from './roster-row-view.ts';
import type { SessionRoster } from './service.ts';

function rosterCsv(sessions: readonly SessionRoster[], reader: CourseReader): string {
  const { t, zone } = reader;
  const columns = ['session', 'state', 'number', 'name', 'platform', 'note', 'since'];
  const rows = sessions.flatMap((session) =>
    numberEntries(session.signups).map(({ entry, number }) => [
      sheetTime(session.startsAt, zone),
      t(`courses.state.${entry.state}`),
      String(number),
      personNames(entry, reader),
      personPlatforms(entry, reader),
      entry.note,
      sheetTime(entry.createdAt, zone),
    ]),
  );
  return writeCsv([columns.map((column) => t(`courses.column.${column}`)), ...rows]);
}

/** The whole roster as a CSV file, named after the course's title. */
export const rosterFile = (
  title: string,
  sessions: readonly SessionRoster[],
  reader: CourseReader,
): MessageFile => ({
  name: `${fileNameOf(title, 'course')}.csv`,
  contentType: 'text/csv; charset=utf-8',
  content: rosterCsv(sessions, reader),
});
