import type { Course } from '../../../database/generated/client.ts';
import { isolateBidi } from '../../../language/text/bidi.ts';
import { heading, list, message } from '../../../message/build.ts';
import type { Message } from '../../../message/message.ts';
import { type CourseReader, localizedCourse } from '../../messages.ts';

/** Who may sign up for a course, and whether organisers approve it. */
export const applicationRulesMessage = (
  course: Course,
  { t, locale }: Pick<CourseReader, 't' | 'locale'>,
): Message =>
  message([
    heading(t('courses.rulesOf', { course: localizedCourse(course, locale).title })),
    list([
      t(`applications.mayApply.${course.eligibility}`, {
        role: isolateBidi(course.eligibleRole ?? ''),
      }),
      t(`applications.approval.${course.needsApproval ? 'on' : 'off'}`),
    ]),
  ]);
