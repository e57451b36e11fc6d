import type { Event } from '../../database/generated/client.ts';
import type { Locale } from '../../language/locale.ts';
import { isolateBidi } from '../../language/text/bidi.ts';
import { button, fields, heading, message } from '../../message/build.ts';
import type { Message } from '../../message/message.ts';
import {
  formatReminders,
  type TimesReader,
  withPresets,
} from '../../notifications/reminders/messages.ts';
import { composeInEveryLanguage, sharedEventTime } from '../announcements/announcement-messages.ts';
import { listEventFields } from '../fields.ts';
import { type EventReader, fieldContent, localizedEvent } from '../messages.ts';

function reminderMessage(event: Event, reader: EventReader): Message {
  const { t, locale } = reader;
  const texts = localizedEvent(event, locale);
  const args = { event: `id:${event.id}` };
  // People know what it is about; they look for where it is and how to get in.
  const details = listEventFields().flatMap(([name, field]) => {
    const content = field.isLong ? undefined : fieldContent(field, event, texts);
    return content === undefined ? [] : [[t(`events.${name}`), content] as const];
  });
  return message(
    [
      heading(t('events.reminders.title', { title: texts.title })),
      fields([[t('events.when'), sharedEventTime(event, reader)], ...details]),
    ],
    {
      buttons: [
        [
          button(t('events.notGoing'), { command: 'event show', step: 'leave', args }),
          button(t('events.reminders.off'), { command: 'reminders', step: 'off', args }),
        ],
      ],
    },
  );
}

/** The reminder of an event, in each language. */
export const reminderMessages = (event: Event, now: Temporal.Instant): Record<Locale, Message> =>
  composeInEveryLanguage(event, now, (reader) => reminderMessage(event, reader));

/**
 * When a person is reminded of one event, or of every event.
 * @param event the event that the times are for; undefined when they are for all
 */
export function reminderChoiceMessage(
  minutes: readonly number[],
  event: Event | undefined,
  reader: TimesReader,
): Message {
  const { t, locale } = reader;
  const times = formatReminders(minutes, reader);
  const said = event
    ? t('events.reminders.ofEvent', {
        title: isolateBidi(localizedEvent(event, locale).title),
        times,
      })
    : t('events.reminders.ofAll', { times });
  return withPresets(
    said,
    { command: 'reminders', args: event === undefined ? {} : { event: `id:${event.id}` } },
    reader,
  );
}

/** When everybody who chose no times is reminded of a community's events. */
export const communityRemindersMessage = (
  minutes: readonly number[],
  reader: TimesReader,
): Message =>
  withPresets(
    reader.t('events.reminders.ofCommunity', { times: formatReminders(minutes, reader) }),
    { command: 'event reminders', args: {} },
    reader,
  );
