import type { Community } from '../../database/generated/client.ts';
import { button, fields, footer, heading, message, quote } from '../../message/build.ts';
import type { Message } from '../../message/message.ts';
import { type CourseReader, localizedCourse, sharedSessionTime } from '../messages.ts';
import type { CourseWriting } from './send.ts';

/** What the people of a group read: which course it is about, the organisers' words, and who sent them. */
export function courseWritingMessage(
  { course, session, group, text }: CourseWriting,
  { name: community }: Pick<Community, 'name'>,
  { t, locale }: Pick<CourseReader, 't' | 'locale'>,
): Message {
  const { title } = localizedCourse(course, locale);
  const to = t(`roster.groups.${group}`);
  return message(
    [
      heading(t('roster.about', { title })),
      quote(text),
      ...(session ? [fields([[t('courses.when'), sharedSessionTime(session)]])] : []),
      footer(t('roster.from', { community, to })),
    ],
    { buttons: [[button(t('courses.mine'), { command: 'mine', args: {} })]] },
  );
}
