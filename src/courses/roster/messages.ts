import type { Course, Signup } from '../../database/generated/client.ts';
import { bold, type Content, heading, list, message, paragraph } from '../../message/build.ts';
import type { Block, Message } from '../../message/message.ts';
import { type CourseReader, formatSessionTime, localizedCourse } from '../messages.ts';
import { rosterFile } from './roster-file-view.ts';
import { numberEntries, personNames, personPlatforms } from './roster-row-view.ts';
import type { SessionRoster } from './service.ts';

/** Names per session in the message; the file has all of them. */
const maxNames = 40;

function sessionBlocks(session: SessionRoster, reader: CourseReader): Block[] {
  const { t } = reader;
  const count = (state: Signup['state']) =>
    session.signups.filter((signup) => signup.state === state).length;
  const lines = numberEntries(session.signups)
    .slice(0, maxNames)
    .map(
      ({ entry, number }): Content => [
        `${t(`courses.state.${entry.state}`)} ${number}: `,
        bold(personNames(entry, reader)),
        entry.person ? ` (${personPlatforms(entry, reader)})` : '',
        entry.note === '' ? '' : ` · ${entry.note}`,
      ],
    );
  const hiddenCount = session.signups.length - lines.length;
  const more = hiddenCount > 0 ? [t('courses.moreNames', { count: hiddenCount })] : [];
  return [
    paragraph([
      bold(formatSessionTime(session, reader)),
      '\n',
      t('courses.rosterCount', {
        placed: count('placed'),
        seats: session.seats,
        waiting: count('waiting'),
      }),
    ]),
    ...(lines.length === 0 ? [] : [list([...lines, ...more])]),
  ];
}

/** Who signed up, as a message and as a CSV file. */
export function rosterMessage(
  course: Course,
  sessions: readonly SessionRoster[],
  reader: CourseReader,
): Message {
  const { t, locale } = reader;
  const { title } = localizedCourse(course, locale);
  if (sessions.length === 0) return message([heading(title), paragraph(t('courses.noSessions'))]);
  return message(
    [heading(title), ...sessions.flatMap((session) => sessionBlocks(session, reader))],
    { files: [rosterFile(title, sessions, reader)] },
  );
}
