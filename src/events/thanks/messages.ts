import type { Event } from '../../database/generated/client.ts';
import type { EventWorth } from '../../database/generated/enums.ts';
import type { Locale } from '../../language/locale.ts';
import {
  button,
  fields,
  footer,
  heading,
  message,
  paragraph,
  textMessage,
} from '../../message/build.ts';
import { hostLink } from '../../message/links/web-link.ts';
import type { Message } from '../../message/message.ts';
import { composeInEveryLanguage } from '../announcements/announcement-messages.ts';
import { type EventReader, localizedEvent } from '../messages.ts';
import { worthAnswers } from './feedback.ts';

/** Thanks people for going to an event, with what is left of it, and asks one question; in each language. */
export const thanksMessages = (event: Event, now: Temporal.Instant): Record<Locale, Message> =>
  composeInEveryLanguage(event, now, ({ t, locale }) =>
    message(
      [
        heading(t('events.thanks.title', { title: localizedEvent(event, locale).title })),
        ...(event.recordUrl === null
          ? []
          : [fields([[t('events.record'), hostLink(event.recordUrl)]])]),
        paragraph(t('events.thanks.question')),
        footer(t('events.thanks.counted')),
      ],
      {
        tone: 'success',
        buttons: [
          worthAnswers.map((answer) =>
            button(t(`events.thanks.answers.${answer}`), {
              command: 'event show',
              step: 'worth',
              args: { event: `id:${event.id}`, answer },
            }),
          ),
        ],
      },
    ),
  );

/** Confirms an answer to the person alone. */
export const worthNotedMessage = (answer: EventWorth, { t }: Pick<EventReader, 't'>): Message =>
  textMessage(t('events.thanks.noted', { answer: t(`events.thanks.answers.${answer}`) }));
