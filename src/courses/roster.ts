import { recordAudit } from '../context/audit.ts';
import type { CommandContext } from '../context/command-context.ts';
import type { Account, Course, Session, Signup } from '../database/generated/client.ts';
import { fold } from '../language/text/fold.ts';
import { bold, type Content, heading, list, message, paragraph } from '../message/build.ts';
import type { Block, Message } from '../message/message.ts';
import { writeCsv } from '../message/text/csv.ts';
import { type CourseReader, formatSessionTime, localizedCourse } from './messages.ts';
import type { SessionOccupancy } from './queries.ts';

/** Names of one session in the message; the file has all of them. */
const maxNames = 40;

type Entry = Signup & { person: { accounts: Account[] } | null };
type SessionWithSignups = Session & { signups: Entry[] };

/** Everyone who has a place or waits, session by session, in the order of coming. */
const readRoster = (
  call: CommandContext,
  courseId: string,
  sessionId?: string,
): Promise<SessionWithSignups[]> =>
  call.db.session.findMany({
    where: { courseId, ...(sessionId === undefined ? {} : { id: sessionId }) },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
    include: {
      signups: {
        where: { state: { not: 'withdrawn' } },
        orderBy: [{ state: 'asc' }, { position: 'asc' }],
        include: { person: { include: { accounts: { orderBy: { platform: 'asc' } } } } },
      },
    },
  });

/** A seat without a person is that of somebody who was forgotten after the session had begun. */
const personNames = ({ person }: Entry, { t }: Pick<CourseReader, 't'>): string =>
  person ? [...new Set(person.accounts.map(({ name }) => name))].join(' / ') : t('courses.noName');

const platformsOf = ({ person }: Entry, { t }: Pick<CourseReader, 't'>): string =>
  (person?.accounts ?? [])
    .map(({ platform, username }) =>
      username === null ? t(`platforms.${platform}`) : `${t(`platforms.${platform}`)} @${username}`,
    )
    .join(', ');

/** Each with the number among those of the same state, from 1. */
function numbered(entries: readonly Entry[]): { entry: Entry; number: number }[] {
  const counts = { placed: 0, waiting: 0, withdrawn: 0 };
  return entries.map((entry) => {
    counts[entry.state] += 1;
    return { entry, number: counts[entry.state] };
  });
}

function sessionBlocks(session: SessionWithSignups, call: CommandContext): Block[] {
  const { t } = call;
  const count = (state: Signup['state']) =>
    session.signups.filter((signup) => signup.state === state).length;
  const lines = numbered(session.signups)
    .slice(0, maxNames)
    .map(
      ({ entry, number }): Content => [
        `${t(`courses.state.${entry.state}`)} ${number}: `,
        bold(personNames(entry, call)),
        entry.person ? ` (${platformsOf(entry, call)})` : '',
        entry.note === '' ? '' : ` · ${entry.note}`,
      ],
    );
  const more = session.signups.length - lines.length;
  return [
    paragraph([
      bold(formatSessionTime(session, call)),
      '\n',
      t('courses.rosterCount', {
        placed: count('placed'),
        seats: session.seats,
        waiting: count('waiting'),
      }),
    ]),
    ...(lines.length === 0
      ? []
      : [list([...lines, ...(more > 0 ? [t('courses.moreNames', { count: more })] : [])])]),
  ];
}

/** Date and time as a spreadsheet reads them. */
const stamp = (date: Date, zone: string): string => {
  const local = date.toTemporalInstant().toZonedDateTimeISO(zone);
  return `${local.toPlainDate()} ${local.toPlainTime().toString({ smallestUnit: 'minute' })}`;
};

function csvOf(sessions: readonly SessionWithSignups[], call: CommandContext): string {
  const { t, zone } = call;
  const columns = ['session', 'state', 'number', 'name', 'platform', 'note', 'since'];
  const rows = sessions.flatMap((session) =>
    numbered(session.signups).map(({ entry, number }) => [
      stamp(session.startsAt, zone),
      t(`courses.state.${entry.state}`),
      String(number),
      personNames(entry, call),
      platformsOf(entry, call),
      entry.note,
      stamp(entry.createdAt, zone),
    ]),
  );
  return writeCsv([columns.map((column) => t(`courses.column.${column}`)), ...rows]);
}

/** Who comes, as a message and as a file; that it was read is written down. */
export async function showRoster(
  call: CommandContext,
  course: Course,
  chosen: SessionOccupancy | undefined,
): Promise<Message> {
  const { t, db, account } = call;
  const sessions = await readRoster(call, course.id, chosen?.session.id);
  const { title } = localizedCourse(course, call.locale);
  await recordAudit(db, {
    communityId: course.communityId,
    accountId: account.id,
    action: 'course.roster',
    details: { course: course.id, title: course.title },
  });
  if (sessions.length === 0) return message([heading(title), paragraph(t('courses.noSessions'))]);
  const name = fold(title)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60);
  return message([heading(title), ...sessions.flatMap((session) => sessionBlocks(session, call))], {
    files: [
      {
        name: `${name || 'course'}.csv`,
        contentType: 'text/csv; charset=utf-8',
        content: csvOf(sessions, call),
      },
    ],
  });
}
