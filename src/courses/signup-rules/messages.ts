import type { Session } from '../../database/generated/client.ts';
import { formatInstant } from '../../language/format-date.ts';
import { heading, list, message, paragraph } from '../../message/build.ts';
import type { Message } from '../../message/message.ts';
import { type CourseReader, formatSessionTime, localizedCourse } from '../messages.ts';
import { waitingRule } from '../signups/waiting-rule-view.ts';
import type { CourseRules } from './set-rules.ts';

function ruleLine(session: Session, reader: CourseReader): string {
  const { t, locale, zone, now } = reader;
  const at = (time: Date) => formatInstant(time.toTemporalInstant(), zone, locale, now);
  const { opensAt, closesAt, minimum } = session;
  return [
    formatSessionTime(session, reader),
    ...(opensAt ? [t('courses.opensAt', { when: at(opensAt) })] : []),
    t('courses.closesAt', { when: closesAt ? at(closesAt) : t('courses.itsStart') }),
    ...(minimum === null ? [] : [t('courses.needs', { minimum })]),
  ].join(' · ');
}

/** When signups for each session open and close, how many people it needs, and how the waiting list moves on. */
export const rulesMessage = ({ course, sessions }: CourseRules, reader: CourseReader): Message =>
  message([
    heading(reader.t('courses.rulesOf', { course: localizedCourse(course, reader.locale).title })),
    list(sessions.map((session) => ruleLine(session, reader))),
    paragraph(reader.t('courses.waitingRule.is', { rule: waitingRule(course, reader) })),
  ]);
