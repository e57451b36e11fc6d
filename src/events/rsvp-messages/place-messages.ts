import type { Event } from '../../database/generated/client.ts';
import type { Locale } from '../../language/locale.ts';
import { button, fields, message, paragraph } from '../../message/build.ts';
import type { Message } from '../../message/message.ts';
import { composeInEveryLanguage, sharedEventTime } from '../announcements/announcement-messages.ts';
import { localizedEvent } from '../messages.ts';

/** Tells people that they got a place from the waiting list, in each language. */
export const gotPlaceMessages = (event: Event, now: Temporal.Instant): Record<Locale, Message> =>
  composeInEveryLanguage(event, now, (reader) => {
    const { t, locale } = reader;
    const { title, place } = localizedEvent(event, locale);
    return message(
      [
        paragraph(t('events.gotPlace', { title })),
        fields([
          [t('events.when'), sharedEventTime(event, reader)],
          ...(place === '' ? [] : [[t('events.place'), place] as const]),
        ]),
      ],
      {
        tone: 'success',
        buttons: [
          [
            button(t('events.notGoing'), {
              command: 'event show',
              step: 'leave',
              args: { event: `id:${event.id}` },
            }),
          ],
        ],
      },
    );
  });
