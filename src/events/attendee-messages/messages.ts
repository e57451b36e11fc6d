import type { Community, Event } from '../../database/generated/client.ts';
import { button, fields, footer, heading, message, quote } from '../../message/build.ts';
import type { Message } from '../../message/message.ts';
import { sharedEventTime } from '../announcements/announcement-messages.ts';
import { type EventReader, eventStateLabel, localizedEvent } from '../messages.ts';
import type { AttendeeMessage } from './send.ts';

/** What the people of a group read: which event it is about, the organisers' words, and who sent them. */
export function attendeeMessage(
  event: Event,
  { group, text }: AttendeeMessage,
  { name: community }: Pick<Community, 'name'>,
  reader: EventReader,
): Message {
  const { t, locale } = reader;
  const title = `${eventStateLabel(event, reader)}${localizedEvent(event, locale).title}`;
  const to = t(`events.toAttendees.groups.${group}`);
  return message(
    [
      heading(t('events.toAttendees.title', { title })),
      quote(text),
      fields([[t('events.when'), sharedEventTime(event, reader)]]),
      footer(t('events.toAttendees.from', { community, to })),
    ],
    {
      buttons: [
        [
          button(t('commands.events.details'), {
            command: 'event show',
            args: { event: `id:${event.id}` },
          }),
        ],
      ],
    },
  );
}
