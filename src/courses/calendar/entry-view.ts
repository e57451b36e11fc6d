import type { CalendarEntry } from '../../context/modules/calendar-source.ts';
import { type CourseReader, localizedCourse, sessionPlace } from '../messages.ts';
import type { SessionWithCourse } from '../signups/queries.ts';

/** A session as a calendar shows it. */
export function sessionCalendarEntry(
  { course, ...session }: SessionWithCourse,
  { t, locale }: Pick<CourseReader, 't' | 'locale'>,
): CalendarEntry {
  const { title, summary } = localizedCourse(course, locale);
  return {
    uid: `${session.id}@callboard`,
    sequence: session.revision,
    createdAt: session.createdAt,
    changedAt: session.changedAt,
    status: session.cancelledAt ? 'cancelled' : 'confirmed',
    startsAt: session.startsAt,
    endsAt: session.endsAt,
    isAllDay: false,
    zone: session.zone,
    title: session.cancelledAt ? t('courses.inCalendarCancelled', { course: title }) : title,
    ...{ name: title, about: summary, sourceUrl: course.sourceUrl ?? undefined },
    description: [
      summary,
      ...(course.trainer === '' ? [] : [`${t('courses.trainer')}: ${course.trainer}`]),
      ...(course.sourceUrl === null ? [] : [`${t('courses.source')}: ${course.sourceUrl}`]),
    ]
      .filter((part) => part !== '')
      .join('\n\n'),
    place: sessionPlace({ ...session, course }),
    topic: '',
    url: course.linkUrl ?? course.sourceUrl ?? undefined,
  };
}
