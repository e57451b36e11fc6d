import type { CommandContext } from '../../context/command-context.ts';
import { localizedCourse } from '../../courses/messages.ts';
import type { CourseFeedback } from '../../database/generated/client.ts';
import { formatInstant } from '../../language/format-date.ts';
import { askButton, footer, heading, message, paragraph } from '../../message/build.ts';
import type { Message } from '../../message/message.ts';
import type { RatedSession } from '../arguments.ts';
import { feedbackUntil } from '../limits.ts';

/** Confirms an answer to the person alone. */
export function givenMessage(
  { course, ...session }: RatedSession,
  { rating, words }: CourseFeedback,
  { t, locale, zone, now }: Pick<CommandContext, 't' | 'locale' | 'zone' | 'now'>,
): Message {
  const { title } = localizedCourse(course, locale);
  const date = formatInstant(feedbackUntil(session).toTemporalInstant(), zone, locale, now);
  return message(
    [
      heading(t('feedback.noted.title')),
      paragraph(t('feedback.noted.rating', { title, rating })),
      ...(words === '' ? [] : [paragraph(t('feedback.noted.words', { words }))]),
      footer(t('feedback.noted.until', { date })),
    ],
    {
      tone: 'success',
      buttons: [
        [
          askButton(
            t(words === '' ? 'feedback.addWords' : 'feedback.changeWords'),
            { command: 'feedback give', args: { session: `id:${session.id}`, rating } },
            ['words'],
          ),
        ],
      ],
    },
  );
}
