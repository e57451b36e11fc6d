import type { Course, Session } from '../../database/generated/client.ts';
import { locales } from '../../language/locale.ts';
import { translatedFields } from '../../language/translations.ts';
import { courseTextNames } from './fields.ts';

/** How changes of courses are called in messages and the audit log. */
export type CourseAction = 'edit' | 'move' | 'cancel' | 'reopen';

/** A change of a course, or of one of its sessions. */
export interface CourseDiff {
  action: CourseAction;
  before: Course;
  after: Course;
  /** The only session that it concerns. */
  session?: { before: Session; after: Session };
  reason?: string | undefined;
  /** Why it was cancelled by itself: fewer than so many people had a seat. */
  cause?: { minimum: number };
}

/** Whether a session has other times after a change. */
export const isMoved = ({ before, after }: { before: Session; after: Session }): boolean =>
  before.startsAt.getTime() !== after.startsAt.getTime() ||
  before.endsAt.getTime() !== after.endsAt.getTime();

const titleOf = ({ title, translations }: Course, locale: (typeof locales)[number]): string =>
  translatedFields({ title }, translations, locale).title;

/** Whether a change is told to those who have a seat or wait: a cancellation always is. */
export function isTold({ action, before, after, session }: CourseDiff): boolean {
  if (action === 'cancel' || action === 'reopen') return true;
  return (
    locales.some((locale) => titleOf(before, locale) !== titleOf(after, locale)) ||
    courseTextNames.some((name) => before[name] !== after[name]) ||
    before.linkUrl !== after.linkUrl ||
    (session !== undefined && (isMoved(session) || session.before.place !== session.after.place))
  );
}
