import type { CommandContext } from '../context/command-context.ts';
import type { Course, Session } from '../database/generated/client.ts';
import { formatTimeRange } from '../language/format-date.ts';
import type { Locale } from '../language/locale.ts';
import { translatedFields } from '../language/translations.ts';
import { bold, type Content, timeRange } from '../message/build.ts';
import type { Button, Inline } from '../message/message.ts';
import type { SessionOccupancy } from './queries.ts';

/** What showing a course needs to know of the reader. */
export type CourseReader = Pick<CommandContext, 't' | 'locale' | 'zone' | 'now'>;

/** A course's words for a reader. */
export const localizedCourse = (course: Course, locale: Locale) =>
  translatedFields({ title: course.title, summary: course.summary }, course.translations, locale);

/** When a session is, in the reader's zone. */
export const formatSessionTime = (
  { startsAt, endsAt }: Session,
  { locale, zone, now }: Omit<CourseReader, 't'>,
): string =>
  // Dates that JavaScript cannot hold are no dates.
  Number.isNaN(startsAt.getTime()) || Number.isNaN(endsAt.getTime())
    ? '?'
    : formatTimeRange(
        { start: startsAt.toTemporalInstant(), end: endsAt.toTemporalInstant(), zone },
        locale,
        now,
      );

/** When a session is, for readers in many zones. */
export const sharedSessionTime = (session: Session): Content => timeRange(session);

/** How many seats are free, or how many people wait. */
export function formatSeatsLeft(
  { session, taken, waiting }: SessionOccupancy,
  { t }: Pick<CourseReader, 't'>,
): string {
  const free = Math.max(0, session.seats - taken);
  return free > 0
    ? t('courses.free', { free, seats: session.seats })
    : t('courses.full', { seats: session.seats, waiting });
}

export const textInlines = (text: string): Inline[] => [{ kind: 'text', text }];

/** Pieces of text under one another. */
export const joinLines = (lines: readonly (readonly Inline[])[]): Inline[] =>
  lines.flatMap((line, index) => [...(index === 0 ? [] : textInlines('\n')), ...line]);

/** One session in a list; `number` stands before it. */
export const sessionLine = (
  seats: SessionOccupancy,
  reader: CourseReader,
  number: number,
): Inline[] => [
  bold(`${number}. `),
  ...textInlines(
    [formatSessionTime(seats.session, reader), seats.session.place, formatSeatsLeft(seats, reader)]
      .filter((part) => part !== '')
      .join(' · '),
  ),
];

/** Buttons in rows of five: Discord's width. */
export const chunkButtons = (buttons: readonly Button[], width = 5): Button[][] =>
  Array.from({ length: Math.ceil(buttons.length / width) }, (_, row) =>
    buttons.slice(row * width, (row + 1) * width),
  );
