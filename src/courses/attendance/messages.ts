import type { CommandContext } from '../../context/command-context.ts';
import type { Course, Session } from '../../database/generated/client.ts';
import type { AttendancePageKind } from '../../database/generated/enums.ts';
import { button, code, linkButton, message, paragraph } from '../../message/build.ts';
import type { Message } from '../../message/message.ts';
import { type CourseReader, formatSessionTime, localizedCourse } from '../messages.ts';
import type { MarkInput, MarkResult } from './mark.ts';
import { pageUrl } from './pages/addresses.ts';
import { lateAfterMinutes } from './times.ts';

type Reader = CourseReader & Pick<CommandContext, 'account' | 'publicUrl'>;

const listButton = (course: Course, session: Session, { t, account }: Reader) =>
  button(t('attendance.open.list'), {
    ...{ command: 'attendance list', account: account.id },
    args: { course: `id:${course.id}`, session: `id:${session.id}` },
  });

/** A secret address, shown this once. No button copies it: what such a button holds is stored. */
export function pageMessage(
  {
    course,
    session,
    kind,
    secret,
  }: {
    course: Course;
    session: Session;
    kind: AttendancePageKind;
    secret: string;
  },
  reader: Reader,
): Message {
  const { t, locale, publicUrl } = reader;
  const url = pageUrl(publicUrl, kind, secret);
  const { title } = localizedCourse(course, locale);
  return message(
    [
      paragraph(
        t(`attendance.page.given.${kind}`, {
          course: title,
          when: formatSessionTime(session, reader),
        }),
      ),
      paragraph(code(url)),
      paragraph(t(`attendance.page.then.${kind}`, { minutes: lateAfterMinutes })),
    ],
    {
      tone: 'success',
      buttons: [
        [
          linkButton(t('attendance.page.open'), url),
          ...(kind === 'screen' ? [listButton(course, session, reader)] : []),
        ],
      ],
    },
  );
}

/** Where others cannot reach the program there are no pages: people are ticked instead. */
export const noPageMessage = (course: Course, session: Session, reader: Reader): Message =>
  message([paragraph(reader.t('attendance.page.none'))], {
    buttons: [[listButton(course, session, reader)]],
  });

/** What was noted of somebody. */
export const markedMessage = (
  { course, session, name }: MarkInput,
  { kind, state }: MarkResult,
  reader: Reader,
): Message =>
  message(
    [
      paragraph(
        reader.t(`attendance.done.${kind}`, {
          ...{ who: name, state: reader.t(`attendance.state.${state}`) },
          course: localizedCourse(course, reader.locale).title,
          when: formatSessionTime(session, reader),
        }),
      ),
    ],
    {
      tone: kind === 'same' ? 'plain' : 'success',
      buttons: [[listButton(course, session, reader)]],
    },
  );
