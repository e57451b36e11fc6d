import type { CommandContext } from '../../context/command-context.ts';
import { button, fields, message, paragraph, textMessage } from '../../message/build.ts';
import type { Message } from '../../message/message.ts';
import { type CourseReader, formatSessionTime, localizedCourse } from '../messages.ts';
import type { CheckInResult } from './check-in.ts';

/** What came of a code that somebody scanned or typed. */
export function checkInMessage(
  result: CheckInResult,
  reader: CourseReader & Pick<CommandContext, 'account'>,
): Message {
  const { t, locale, account } = reader;
  if (!('session' in result))
    return textMessage(t(`attendance.checkIn.${result.kind}`), { tone: 'refusal' });
  const { session } = result;
  const course = localizedCourse(session.course, locale).title;
  if (result.kind === 'noSeat') {
    const { host } = result;
    return message(
      [
        paragraph(t('attendance.checkIn.noSeat', { course })),
        paragraph(
          host === undefined
            ? t('attendance.checkIn.askOrganisers')
            : t('attendance.checkIn.ask', { host }),
        ),
      ],
      {
        tone: 'refusal',
        buttons: [[button(t('courses.mine'), { command: 'mine', args: {}, account: account.id })]],
      },
    );
  }
  const { state, isNew } = result;
  return message(
    [
      paragraph(t(`attendance.checkIn.${isNew ? 'new' : 'before'}.${state}`)),
      fields([
        [t('courses.course'), course],
        [t('courses.when'), formatSessionTime(session, reader)],
      ]),
    ],
    { tone: isNew ? 'success' : 'plain' },
  );
}
