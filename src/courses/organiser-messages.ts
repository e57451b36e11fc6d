import type { CommandContext } from '../context/command-context.ts';
import type { Course, Session } from '../database/generated/client.ts';
import type { DateValue } from '../kit/argument-types/dates/date.ts';
import { askButton, button, fields, message, paragraph, textMessage } from '../message/build.ts';
import type { Message } from '../message/message.ts';
import { zoneConversionNote } from '../message/preview/zone-conversion.ts';
import type { ClosePlan, CloseTarget } from './closing.ts';
import { type CourseReader, formatSessionTime, localizedCourse } from './messages.ts';
import { previewCourse } from './preview.ts';

/** Asks for a session; for another one, with the length, seats and place of the last. */
const addSessionButton = (
  { id }: Course,
  label: 'addSession' | 'addAnother',
  { t }: CourseReader,
  like?: Session,
) =>
  askButton(
    t(`courses.${label}`),
    {
      command: 'course session',
      args: {
        course: `id:${id}`,
        ...(like
          ? {
              length: Math.round((like.endsAt.getTime() - like.startsAt.getTime()) / 60_000),
              seats: like.seats,
              ...(like.place === '' ? {} : { place: like.place }),
            }
          : {}),
      },
    },
    ['when', 'length', 'seats', 'place'],
  );

export const courseCreatedMessage = (course: Course, reader: CourseReader): Message =>
  message(
    [
      paragraph(reader.t('commands.course_new.done')),
      ...previewCourse(reader, course),
      paragraph(reader.t('commands.course_new.next')),
    ],
    { tone: 'success', buttons: [[addSessionButton(course, 'addSession', reader)]] },
  );

/** @param when the start as it was typed */
export function sessionCreatedMessage(
  { course, session, when }: { course: Course; session: Session; when: DateValue },
  reader: CourseReader,
): Message {
  const { t, locale } = reader;
  return message(
    [
      paragraph(t('commands.course_session.done')),
      ...zoneConversionNote(when, reader),
      fields([
        [t('courses.course'), localizedCourse(course, locale).title],
        [t('courses.when'), formatSessionTime(session, reader)],
        ...(session.place === '' ? [] : [[t('courses.place'), session.place] as const]),
        [t('courses.seats'), String(session.seats)],
      ]),
    ],
    { tone: 'success', buttons: [[addSessionButton(course, 'addAnother', reader, session)]] },
  );
}

const closeParams = ({ course, session }: CloseTarget, reader: CourseReader) => ({
  course: localizedCourse(course, reader.locale).title,
  ...(session ? { when: formatSessionTime(session, reader) } : {}),
});

/** Asks whether to close, with what it means. */
export function closeQuestionMessage(
  target: CloseTarget,
  plan: ClosePlan,
  reader: CourseReader & Pick<CommandContext, 'account'>,
): Message {
  const { t, account } = reader;
  const { course, session } = target;
  const action = (step: string) => ({
    command: 'course close',
    step,
    args: { course: `id:${course.id}`, ...(session ? { session: `id:${session.id}` } : {}) },
    account: account.id,
    answer: 'update' as const,
  });
  const question = t(`commands.course_close.${session ? 'askSession' : 'ask'}`, {
    ...closeParams(target, reader),
    ...plan,
  });
  return textMessage(question, {
    tone: 'warning',
    buttons: [
      [
        button(t('commands.course_close.confirm'), { ...action('confirm'), once: true }, 'danger'),
        button(t('commands.course_close.leave'), action('leave')),
      ],
    ],
  });
}

export const closedMessage = (target: CloseTarget, reader: CourseReader): Message =>
  textMessage(
    reader.t(
      `commands.course_close.${target.session ? 'sessionDone' : 'done'}`,
      closeParams(target, reader),
    ),
    { tone: 'success' },
  );
