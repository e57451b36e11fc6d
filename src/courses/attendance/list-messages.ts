import type { CommandContext } from '../../context/command-context.ts';
import type { Course, Session } from '../../database/generated/client.ts';
import type { AttendanceState } from '../../database/generated/enums.ts';
import {
  askButton,
  bold,
  button,
  type Content,
  footer,
  heading,
  message,
  paragraph,
  type RowInput,
  rows,
  time,
} from '../../message/build.ts';
import type { Button, Message } from '../../message/message.ts';
import { type CourseReader, formatSessionTime, localizedCourse } from '../messages.ts';
import {
  type Attendance,
  attendanceStates,
  type Participant,
  participantName,
} from './read-attendance.ts';

/** People on one page: their buttons fit one message on both platforms. */
const pageSize = 8;

type ListReader = CourseReader & Pick<CommandContext, 'account' | 'publicUrl'>;

export interface ListedSession {
  course: Course;
  session: Session;
  /** From 1; the last page where there are fewer. */
  page: number;
}

const argsOf = ({ course, session, page }: ListedSession) => ({
  ...{ course: `id:${course.id}`, session: `id:${session.id}`, page },
});

/** How many are there, came late, are excused, missed it, and of whom nothing is noted yet. */
export const formatCounts = (
  { counts }: Pick<Attendance, 'counts'>,
  { t }: Pick<CourseReader, 't'>,
): string =>
  ([...attendanceStates, 'none'] as const)
    .filter((state) => counts[state] > 0)
    .map((state) => t(`attendance.count.${state}`, { count: counts[state] }))
    .join(' · ');

const stateContent = (
  { attendance, attendedAt }: Participant,
  { t }: Pick<CourseReader, 't'>,
): Content[] =>
  attendance === null
    ? []
    : [
        ` · ${t(`attendance.state.${attendance}`)}`,
        ...(attendedAt && (attendance === 'attended' || attendance === 'late')
          ? [' ', time(attendedAt, 'time')]
          : []),
      ];

function personRow(person: Participant, listed: ListedSession, reader: ListReader): RowInput {
  const { t, account } = reader;
  const args = { ...argsOf(listed), who: `id:${person.id}` };
  const doer = { command: 'attendance list', account: account.id, answer: 'update' as const };
  const isNoted = person.attendance !== null;
  const other = button(t(isNoted ? 'attendance.correct' : 'attendance.other'), {
    ...{ ...doer, step: 'person', args },
  });
  const name = participantName(person);
  return {
    content: [bold(name), ...stateContent(person, reader)].flat(),
    name,
    buttons: isNoted
      ? [other]
      : [
          button(
            t('attendance.here'),
            { ...doer, step: 'tick', args: { ...args, state: 'attended' } },
            'success',
          ),
          other,
        ],
  };
}

function listButtons(listed: ListedSession, pages: number, reader: ListReader): Button[][] {
  const { t, account, publicUrl } = reader;
  const args = argsOf(listed);
  const turnTo = (label: string, page: number) =>
    button(label, {
      ...{ command: 'attendance list', args: { ...args, page } },
      ...{ account: account.id, answer: 'update' },
    });
  return [
    [
      ...(listed.page > 1 ? [turnTo(t('commands.events.previous'), listed.page - 1)] : []),
      ...(listed.page < pages ? [turnTo(t('commands.events.next'), listed.page + 1)] : []),
      turnTo(t('attendance.refresh'), listed.page),
    ],
    publicUrl === ''
      ? []
      : (['screen', 'page'] as const).map((step) =>
          button(t(`attendance.open.${step}`), {
            ...(step === 'screen'
              ? { command: 'attendance screen' }
              : { command: 'attendance list', step }),
            args: { course: args.course, session: args.session },
            account: account.id,
          }),
        ),
  ];
}

/** Who is there, with buttons to note it. */
export function attendanceListMessage(
  asked: ListedSession,
  attendance: Attendance,
  reader: ListReader,
): Message {
  const { t, locale } = reader;
  const { people } = attendance;
  const pages = Math.max(1, Math.ceil(people.length / pageSize));
  const listed = { ...asked, page: Math.min(asked.page, pages) };
  const start = (listed.page - 1) * pageSize;
  const shown = people.slice(start, start + pageSize);
  const { title } = localizedCourse(listed.course, locale);
  return message(
    [
      heading(t('attendance.title', { course: title })),
      paragraph(
        [
          formatSessionTime(listed.session, reader),
          people.length === 0 ? t('attendance.nobody') : formatCounts(attendance, reader),
        ].join('\n'),
      ),
      rows(
        shown.map((person) => personRow(person, listed, reader)),
        start + 1,
      ),
      ...(pages > 1
        ? [footer(t('attendance.pages', { page: listed.page, pages, total: people.length }))]
        : []),
    ],
    { buttons: listButtons(listed, pages, reader) },
  );
}

/** What can be noted of one person; correcting asks for a reason. */
export function personMessage(
  person: Participant,
  listed: ListedSession,
  reader: ListReader,
): Message {
  const { t, account } = reader;
  const { course, session, page } = argsOf(listed);
  const args = { course, session, who: `id:${person.id}` };
  const label = (state: AttendanceState) => t(`attendance.set.${state}`);
  const choices = attendanceStates
    .filter((state) => state !== person.attendance)
    .map((state) =>
      person.attendance === null
        ? button(label(state), {
            ...{ command: 'attendance list', step: 'tick', args: { ...args, page, state } },
            ...{ account: account.id, answer: 'update' },
          })
        : askButton(label(state), { command: 'attendance mark', args: { ...args, state } }, [
            'reason',
          ]),
    );
  return message(
    [
      paragraph([bold(participantName(person)), ...stateContent(person, reader)].flat()),
      ...(person.attendance === null ? [] : [paragraph(t('attendance.correctionAsks'))]),
    ],
    {
      buttons: [
        choices,
        [
          button(t('attendance.back'), {
            ...{ command: 'attendance list', args: { course, session, page } },
            ...{ account: account.id, answer: 'update' },
          }),
        ],
      ],
    },
  );
}
