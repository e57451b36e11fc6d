import { fold } from '../../language/text/fold.ts';
import type { MessageFile } from '../../message/message.ts';
import { writeCsv } from '../../message/text/csv.ts';
import type { CourseReader } from '../messages.ts';
import { numberEntries, personNames, personPlatforms } from './roster-row-view.ts';
import type { SessionRoster } from './service.ts';

/** Date and time as spreadsheets read them. */
const spreadsheetTime = (date: Date, zone: string): string => {
  const local = date.toTemporalInstant().toZonedDateTimeISO(zone);
  return `${local.toPlainDate()} ${local.toPlainTime().toString({ smallestUnit: 'minute' })}`;
};

function rosterCsv(sessions: readonly SessionRoster[], reader: CourseReader): string {
  const { t, zone } = reader;
  const columns = ['session', 'state', 'number', 'name', 'platform', 'note', 'since'];
  const rows = sessions.flatMap((session) =>
    numberEntries(session.signups).map(({ entry, number }) => [
      spreadsheetTime(session.startsAt, zone),
      t(`courses.state.${entry.state}`),
      String(number),
      personNames(entry, reader),
      personPlatforms(entry, reader),
      entry.note,
      spreadsheetTime(entry.createdAt, zone),
    ]),
  );
  return writeCsv([columns.map((column) => t(`courses.column.${column}`)), ...rows]);
}

/** The whole roster as a CSV file, named after the course's title. */
export function rosterFile(
  title: string,
  sessions: readonly SessionRoster[],
  reader: CourseReader,
): MessageFile {
  const name = fold(title)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60);
  return {
    name: `${name || 'course'}.csv`,
    contentType: 'text/csv; charset=utf-8',
    content: rosterCsv(sessions, reader),
  };
}
