import type { CommandContext } from '../../context/command-context.ts';
import type { Event } from '../../database/generated/client.ts';
import { button, message, paragraph, textMessage, time } from '../../message/build.ts';
import type { Message } from '../../message/message.ts';
import { headlineOf } from '../announcements/diff.ts';
import { type EventReader, eventBlocks, eventTone } from '../messages.ts';
import { previewEvent } from '../preview.ts';
import type { ChangeResult } from './service.ts';

export const announceButton = ({ id }: Event, { t }: EventReader) =>
  button(
    t('commands.event_new.announce'),
    { command: 'event new', step: 'announce', args: { event: `id:${id}` }, answer: 'update' },
    'primary',
  );

/** @param chats how many chats follow events */
export const eventCreatedMessage = (
  { event, chats }: { event: Event; chats: number },
  reader: EventReader,
): Message =>
  message(
    [
      paragraph(reader.t('commands.event_new.done')),
      ...previewEvent(reader, event),
      paragraph(reader.t('commands.event_new.followers', { chats })),
    ],
    { tone: 'success', buttons: [[announceButton(event, reader)]] },
  );

/** @param chats how many chats got the announcement */
export const announcedMessage = (
  { event, chats }: { event: Event; chats: number },
  reader: EventReader,
): Message =>
  message([paragraph(reader.t('events.announcedTo', { chats })), ...eventBlocks(event, reader)], {
    tone: 'success',
  });

/** The event after a change, and who is told of it and when. */
export function changeResultMessage(
  { action, event, isAnnounced, chats, people, dueAt }: ChangeResult,
  reader: EventReader & Pick<CommandContext, 'account'>,
): Message {
  const { t, account } = reader;
  const result = dueAt
    ? [
        paragraph([t('events.collected'), ' ', time(dueAt, 'time')]),
        paragraph(t('events.ask.tells', { chats, people })),
      ]
    : [
        paragraph(
          `${t(`events.done.${headlineOf({ action, after: event })}`)} ${t('events.told', { chats, people })}`,
        ),
      ];
  const publishNowButton = button(t('events.tellNow'), {
    command: 'event edit',
    step: 'tell',
    args: { event: `id:${event.id}` },
    account: account.id,
    answer: 'update',
  });
  const canAnnounce = !isAnnounced && event.state === 'scheduled';
  return message([...result, ...eventBlocks(event, reader)], {
    tone: event.state === 'scheduled' ? 'success' : eventTone(event),
    buttons: [
      [
        ...(dueAt ? [publishNowButton] : []),
        ...(canAnnounce ? [announceButton(event, reader)] : []),
      ],
    ],
  });
}

/** The answer when an organiser decides against a change. */
export const eventLeftMessage = ({ t }: Pick<EventReader, 't'>): Message =>
  textMessage(t('events.ask.left'));
