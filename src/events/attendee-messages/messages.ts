import type { CommandContext } from '../../context/command-context.ts';
import type { Community, Event } from '../../database/generated/client.ts';
import {
  button,
  fields,
  footer,
  heading,
  message,
  paragraph,
  quote,
  textMessage,
} from '../../message/build.ts';
import type { Message } from '../../message/message.ts';
import type { Recipients } from '../../notifications/recipients.ts';
import type { PublishedReply } from '../../operations/publish-reply-message.ts';
import { sharedEventTime } from '../announcements/announcement-messages.ts';
import { type EventReader, eventStateLabel, localizedEvent } from '../messages.ts';
import type { AttendeeMessage, SentToAttendees } from './send.ts';

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

/** `12 people get it. 2 can’t be reached …` */
const reachText = (
  { people, unreachable }: Pick<SentToAttendees, 'people' | 'unreachable'>,
  { t }: Pick<EventReader, 't'>,
): string => t('events.toAttendees.reach', { people, unreachable });

/** What a group would read, how many get it, and a button that sends it. */
export function attendeePreviewMessage(
  event: Event,
  written: AttendeeMessage,
  { reachable, unreachable }: Recipients,
  reader: EventReader & Pick<CommandContext, 'account'> & { community: Pick<Community, 'name'> },
): Message {
  const { t, account, community } = reader;
  const people = reachable.length;
  const action = (step: string, args = {}) => ({
    command: 'event message',
    step,
    args,
    account: account.id,
    answer: 'update' as const,
  });
  const send = button(
    t('events.toAttendees.send', { people }),
    {
      ...action('send', { event: `id:${event.id}`, to: written.group, text: written.text }),
      once: true,
    },
    'primary',
  );
  return message(
    [
      paragraph(t('events.toAttendees.ask')),
      ...attendeeMessage(event, written, community, reader).blocks,
      paragraph(reachText({ people, unreachable: unreachable.length }, reader)),
    ],
    {
      buttons: [
        [...(people === 0 ? [] : [send]), button(t('events.toAttendees.leave'), action('leave'))],
      ],
    },
  );
}

/** The answer to whoever sent it; the progress of the delivery comes under it. */
export const sentToAttendeesReply = (
  { publicationId, people, unreachable }: SentToAttendees,
  { t }: Pick<EventReader, 't'>,
): PublishedReply => ({
  publicationId,
  text: t('events.toAttendees.sent', { people, unreachable }),
  buttons: [],
});

export const notSentMessage = ({ t }: Pick<EventReader, 't'>): Message =>
  textMessage(t('events.toAttendees.left'));
