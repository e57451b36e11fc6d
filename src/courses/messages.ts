import type { CommandContext } from '../context/command-context.ts';
import type { Course, Session } from '../database/generated/client.ts';
import { formatInstant, formatTimeRange } from '../language/format-date.ts';
import type { Locale } from '../language/locale.ts';
import { translatedFields } from '../language/translations.ts';
import { type Content, timeRange } from '../message/build.ts';
import type { Inline } from '../message/message.ts';
import { isEarly, type SessionOccupancy } from './queries.ts';

/** The reader of a message about courses: their translator, locale, zone and the time. */
export type CourseReader = Pick<CommandContext, 't' | 'locale' | 'zone' | 'now'>;

/** Title and summary in the reader's language where there are any, else as they were written. */
export const localizedCourse = (course: Course, locale: Locale) =>
  translatedFields({ title: course.title, summary: course.summary }, course.translations, locale);

/** When a session is, in the reader's zone. */
export const formatSessionTime = (
  { startsAt, endsAt }: Session,
  { locale, zone, now }: Omit<CourseReader, 't'>,
): string =>
  // PostgreSQL stores dates that JavaScript cannot represent.
  Number.isNaN(startsAt.getTime()) || Number.isNaN(endsAt.getTime())
    ? '?'
    : formatTimeRange(
        { start: startsAt.toTemporalInstant(), end: endsAt.toTemporalInstant(), zone },
        locale,
        now,
      );

/** The time of a session for readers in several zones. */
export const sharedSessionTime = (session: Session): Content => timeRange(session);

/** Where a session is: where the course is, unless it says otherwise. */
export const sessionPlace = ({
  place,
  course,
}: Pick<Session, 'place'> & { course: Pick<Course, 'place'> }): string =>
  place === '' ? course.place : place;

/** When signups open, or how many seats are free, or how many people are on the waiting list. */
export function formatSeatsLeft(
  { session, taken, waiting }: SessionOccupancy,
  { t, locale, zone, now }: CourseReader,
): string {
  const { opensAt } = session;
  if (opensAt && isEarly(session, new Date(now.epochMilliseconds)))
    return t('courses.opensAt', {
      when: formatInstant(opensAt.toTemporalInstant(), zone, locale, now),
    });
  const free = Math.max(0, session.seats - taken);
  return free > 0
    ? t('courses.free', { free, seats: session.seats })
    : t('courses.full', { seats: session.seats, waiting });
}

/** `[CANCELLED] ` before a session that does not take place. */
export const cancelledMark = ({ cancelledAt }: Session, { t }: Pick<CourseReader, 't'>): string =>
  cancelledAt ? `${t('courses.cancelledMark')} ` : '';

/** Plain text as inlines. */
export const textInlines = (text: string): Inline[] => [{ kind: 'text', text }];

/** Joins lines with line breaks. */
export const joinLines = (lines: readonly (readonly Inline[])[]): Inline[] =>
  lines.flatMap((line, index) => [...(index === 0 ? [] : textInlines('\n')), ...line]);

/** When and where a session is, and its free seats, in one line. */
export const sessionSummary = (occupancy: SessionOccupancy, reader: CourseReader): string =>
  [
    formatSessionTime(occupancy.session, reader),
    occupancy.session.place,
    formatSeatsLeft(occupancy, reader),
  ]
    .filter((part) => part !== '')
    .join(' · ');
