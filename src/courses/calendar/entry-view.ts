import type { CalendarEntry } from '../../context/modules/calendar-source.ts';
import { type CourseReader, localizedCourse } from '../messages.ts';
import type { SessionWithCourse } from '../signups/queries.ts';

/** A session as a calendar shows it. Sessions do not change after they were added. */
export function sessionCalendarEntry(
  { course, ...session }: SessionWithCourse,
  { t, locale }: Pick<CourseReader, 't' | 'locale'>,
): CalendarEntry {
  const { title, summary } = localizedCourse(course, locale);
  return {
    uid: `${session.id}@callboard`,
    sequence: 0,
    createdAt: session.createdAt,
    changedAt: session.createdAt,
    status: 'confirmed',
    startsAt: session.startsAt,
    endsAt: session.endsAt,
    isAllDay: false,
    zone: session.zone,
    title,
    ...{ name: title, about: summary, sourceUrl: course.sourceUrl ?? undefined },
    description: [
      summary,
      ...(course.trainer === '' ? [] : [`${t('courses.trainer')}: ${course.trainer}`]),
      ...(course.sourceUrl === null ? [] : [`${t('courses.source')}: ${course.sourceUrl}`]),
    ]
      .filter((part) => part !== '')
      .join('\n\n'),
    place: session.place,
    topic: '',
    url: course.sourceUrl ?? undefined,
  };
}
