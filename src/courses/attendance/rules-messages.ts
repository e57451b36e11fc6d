import { message, paragraph } from '../../message/build.ts';
import type { Message } from '../../message/message.ts';
import { type CourseReader, localizedCourse } from '../messages.ts';
import type { PassRule } from './rules.ts';

/** How many sessions pass a course. */
export function passRuleMessage(
  { course, total, isReachable }: PassRule,
  { t, locale }: CourseReader,
): Message {
  const { title } = localizedCourse(course, locale);
  const { passSessions: sessions } = course;
  return message([
    paragraph(
      sessions === null
        ? t('commands.attendance_rules.any', { course: title })
        : t('commands.attendance_rules.is', { course: title, sessions, total }),
    ),
    ...(isReachable ? [] : [paragraph(t('commands.attendance_rules.unreachable'))]),
  ]);
}
