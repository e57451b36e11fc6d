import type { Session } from '../../database/generated/client.ts';
import { translators } from '../../language/catalogue.ts';
import type { Locale } from '../../language/locale.ts';
import { isolateBidi } from '../../language/text/bidi.ts';
import { button, type Content, fields, heading, message } from '../../message/build.ts';
import { hostLink } from '../../message/links/web-link.ts';
import type { Message } from '../../message/message.ts';
import {
  formatReminders,
  type TimesReader,
  withPresets,
} from '../../notifications/reminders/messages.ts';
import {
  type CourseReader,
  formatSessionTime,
  localizedCourse,
  sessionPlace,
  sharedSessionTime,
} from '../messages.ts';
import type { SessionWithCourse } from '../signups/queries.ts';

/** A button for whoever has a seat in this session: their own signup is found by it. */
const ofSession = ({ id }: Pick<Session, 'id'>) => ({ signup: `id:${id}` });

function reminderMessage({ course, ...session }: SessionWithCourse, locale: Locale): Message {
  const { t } = translators[locale];
  const place = sessionPlace({ ...session, course });
  const details: (readonly [string, Content])[] = [
    ...(place === '' ? [] : [[t('courses.place'), place] as const]),
    ...(course.trainer === '' ? [] : [[t('courses.trainer'), course.trainer] as const]),
    ...(course.linkUrl === null ? [] : [[t('courses.link'), hostLink(course.linkUrl)] as const]),
  ];
  const args = ofSession(session);
  return message(
    [
      heading(t('events.reminders.title', { title: localizedCourse(course, locale).title })),
      fields([[t('courses.when'), sharedSessionTime(session)], ...details]),
    ],
    {
      buttons: [
        [
          button(t('courses.withdraw'), { command: 'withdraw', args }),
          button(t('calendar.add'), { command: 'signup', step: 'calendar', args }),
          button(t('courses.remindersOff'), { command: 'reminders', step: 'off_session', args }),
        ],
      ],
    },
  );
}

/** The reminder of a session, in each language. */
export const sessionReminderMessages = (session: SessionWithCourse): Record<Locale, Message> => ({
  en: reminderMessage(session, 'en'),
  vi: reminderMessage(session, 'vi'),
});

/** When a person is reminded of one session. @param minutes before it */
export function sessionReminderChoiceMessage(
  minutes: readonly number[],
  session: SessionWithCourse,
  reader: TimesReader & CourseReader,
): Message {
  const title = localizedCourse(session.course, reader.locale).title;
  return withPresets(
    reader.t('courses.remindersOf', {
      title: isolateBidi(title),
      when: formatSessionTime(session, reader),
      times: formatReminders(minutes, reader),
    }),
    { command: 'reminders', args: { session: `id:${session.id}` } },
    reader,
  );
}
