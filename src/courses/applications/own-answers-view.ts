import type { CommandContext } from '../../context/command-context.ts';
import { button } from '../../message/build.ts';
import type { Button } from '../../message/message.ts';
import { type CourseReader, formatSessionTime, localizedCourse } from '../messages.ts';
import type { OwnAnswer } from './own-answers.ts';

/** Invitations and rejections, one numbered line each. @param first the number of the first line */
export const ownAnswerLines = (
  answers: readonly OwnAnswer[],
  first: number,
  reader: CourseReader,
): string[] =>
  answers.map(({ session, state, reason }, index) =>
    [
      `${first + index}. ${localizedCourse(session.course, reader.locale).title}`,
      formatSessionTime(session, reader),
      reader.t(`applications.mine.${state}`, { reason }),
    ].join(' · '),
  );

/** Buttons to take the seats that the reader is invited to, numbered as the lines are. */
export const ownAnswerButtons = (
  answers: readonly OwnAnswer[],
  first: number,
  { t, account }: Pick<CommandContext, 't' | 'account'>,
): Button[] =>
  answers.flatMap(({ session, state }, index) =>
    state === 'rejected'
      ? []
      : [
          button(
            t('courses.offer.takeNumber', { number: first + index }),
            {
              ...{ command: 'signup', account: account.id },
              args: { course: `id:${session.courseId}`, session: `id:${session.id}` },
            },
            'primary',
          ),
        ],
  );
