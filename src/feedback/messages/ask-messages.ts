import { localizedCourse } from '../../courses/messages.ts';
import type { Course } from '../../database/generated/client.ts';
import { translators } from '../../language/catalogue.ts';
import type { Locale } from '../../language/locale.ts';
import { button, footer, heading, message, paragraph } from '../../message/build.ts';
import type { Message } from '../../message/message.ts';
import { ratings } from '../limits.ts';

const askMessage = (course: Course, sessionId: string, locale: Locale): Message => {
  const { t } = translators[locale];
  return message(
    [
      heading(t('feedback.ask.title', { title: localizedCourse(course, locale).title })),
      paragraph(t('feedback.ask.question')),
      footer(t('feedback.ask.anonymous')),
    ],
    {
      buttons: [
        ratings.toReversed().map((rating) =>
          button(String(rating), {
            command: 'feedback give',
            args: { session: `id:${sessionId}`, rating },
          }),
        ),
      ],
    },
  );
};

/** Asks those who were at a session what they think of it, in each language. */
export const askMessages = (course: Course, sessionId: string): Record<Locale, Message> => ({
  en: askMessage(course, sessionId, 'en'),
  vi: askMessage(course, sessionId, 'vi'),
});
