import type { Call } from '../communities/call.ts';
import type { Course, Session } from '../database/generated/client.ts';
import type { Locale } from '../language/locale.ts';
import { sayRange } from '../language/say-date.ts';
import { inLanguage } from '../language/translations.ts';
import { bold, type Content, timeRange } from '../message/build.ts';
import type { Button, Inline } from '../message/message.ts';
import type { SessionSeats } from './find.ts';

/** What showing a course needs to know of the reader. */
export type CourseReader = Pick<Call, 't' | 'locale' | 'zone' | 'now'>;

/** A course's words for a reader. */
export const courseWords = (course: Course, locale: Locale) =>
  inLanguage({ title: course.title, summary: course.summary }, course.translations, locale);

/** When a session is, in the reader's zone. */
export const sessionWhen = (
  { startsAt, endsAt }: Session,
  { locale, zone, now }: Omit<CourseReader, 't'>,
): string =>
  // Dates that JavaScript cannot hold are no dates.
  Number.isNaN(startsAt.getTime()) || Number.isNaN(endsAt.getTime())
    ? '?'
    : sayRange(
        { start: startsAt.toTemporalInstant(), end: endsAt.toTemporalInstant(), zone },
        locale,
        now,
      );

/** When a session is, for readers in many zones. */
export const sessionWhenForAll = (session: Session): Content => timeRange(session);

/** How many seats are free, or how many people wait. */
export function seatsLeft(
  { session, taken, waiting }: SessionSeats,
  { t }: Pick<CourseReader, 't'>,
): string {
  const free = Math.max(0, session.seats - taken);
  return free > 0
    ? t('courses.free', { free, seats: session.seats })
    : t('courses.full', { seats: session.seats, waiting });
}

export const plain = (text: string): Inline[] => [{ kind: 'text', text }];

/** Pieces of text under one another. */
export const inLines = (lines: readonly (readonly Inline[])[]): Inline[] =>
  lines.flatMap((line, index) => [...(index === 0 ? [] : plain('\n')), ...line]);

/** One session in a list; `number` stands before it. */
export const sessionLine = (
  seats: SessionSeats,
  reader: CourseReader,
  number: number,
): Inline[] => [
  bold(`${number}. `),
  ...plain(
    [sessionWhen(seats.session, reader), seats.session.place, seatsLeft(seats, reader)]
      .filter((part) => part !== '')
      .join(' · '),
  ),
];

/** Buttons in rows of five: Discord's width. */
export const inRows = (buttons: readonly Button[], width = 5): Button[][] =>
  Array.from({ length: Math.ceil(buttons.length / width) }, (_, row) =>
    buttons.slice(row * width, (row + 1) * width),
  );
