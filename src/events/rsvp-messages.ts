import type { WithZoneNote } from '../context/display-settings.ts';
import type { Account, Event } from '../database/generated/client.ts';
import { button, linkButton, message, paragraph, textMessage } from '../message/build.ts';
import type { Button, Message } from '../message/message.ts';
import { canRsvp, hasDate } from './lifetime.ts';
import {
  type EventReader,
  eventBlocks,
  eventTone,
  formatEventWhen,
  localizedEvent,
} from './messages.ts';
import { formatReminders } from './reminders/messages.ts';
import type { RsvpResult } from './rsvp.ts';
import { repeatFields } from './series/messages.ts';
import type { Repeats } from './series/queries.ts';

/** Adds the zone of the hours, where readers may have other clocks. */
const withZoneNote = (event: Event, when: string, { zoneNote }: Partial<WithZoneNote>): string =>
  zoneNote === undefined || event.allDay ? when : `${when} · ${zoneNote}`;

/**
 * The whole event with its buttons.
 * @param going how many people are going
 * @param repeats how it repeats; undefined for an event of its own
 */
export function eventMessage(
  event: Event,
  going: number,
  reader: EventReader & Partial<WithZoneNote>,
  repeats?: Repeats,
): Message {
  const { t, locale, zone, now } = reader;
  // Others may press too: the message keeps the language and the zone that it was written for.
  const args = { event: `id:${event.id}`, locale, zone };
  const action = (step: string, answer: 'reply' | 'update') => ({
    command: 'event show',
    step,
    args,
    answer,
  });
  const isOpen = canRsvp(event, now);
  const buttons: Button[] = [
    ...(isOpen ? [button(t('events.going'), action('going', 'update'), 'success')] : []),
    ...(isOpen ? [button(t('events.notGoing'), action('not_going', 'update'))] : []),
    ...(hasDate(event) ? [button(t('calendar.add'), action('calendar', 'reply'))] : []),
  ];
  const when = withZoneNote(event, formatEventWhen(event, reader), reader);
  const view = { going, when, ...(repeats ? { repeats: repeatFields(repeats, reader) } : {}) };
  return message(eventBlocks(event, reader, view), {
    tone: eventTone(event),
    buttons: [buttons],
  });
}

/** How a person hears of an event that they are going to: reminders and changes come in private. */
interface RsvpReader extends EventReader {
  account: Pick<Account, 'id' | 'platform'>;
  /** Where a person opens the private chat that the bot may not begin. */
  privateChatUrl: string | undefined;
}

/** When the person is reminded, or how they let the bot write to them. */
function reminderLine(
  { reminders, hasOpenChat }: RsvpResult,
  { t, locale, privateChatUrl }: RsvpReader,
): { text: string; isReachable: boolean } {
  // Where a bot may not begin, nobody is reached who never wrote to it in private.
  if (hasOpenChat === false || (hasOpenChat === undefined && privateChatUrl !== undefined))
    return {
      text: t(`events.reminders.${privateChatUrl === undefined ? 'blocked' : 'notReachable'}`),
      isReachable: false,
    };
  const text =
    reminders.length === 0
      ? t('events.reminders.youAreNot')
      : t('events.reminders.youAre', { times: formatReminders(reminders, { t, locale }) });
  return { text, isReachable: true };
}

/** Buttons below the confirmation of one person. */
const reminderButtons = (
  event: Event,
  isReachable: boolean,
  { t, account, privateChatUrl }: RsvpReader,
): Button[] =>
  isReachable
    ? [
        button(t('events.reminders.change'), {
          command: 'reminders',
          args: { event: `id:${event.id}` },
          account: account.id,
        }),
      ]
    : privateChatUrl === undefined
      ? []
      : [linkButton(t('kit.openPrivateButton'), privateChatUrl)];

/** Confirms an RSVP to the person alone. */
export function rsvpMessage(
  event: Event,
  result: RsvpResult,
  isGoing: boolean,
  reader: RsvpReader,
): Message {
  const { t, locale } = reader;
  const { title } = localizedEvent(event, locale);
  if (!isGoing) return textMessage(t('events.youDoNotGo', { title }));
  const { text, isReachable } = reminderLine(result, reader);
  return message([paragraph(`${t('events.youGoTo', { title })} ${text}`)], {
    buttons: [reminderButtons(event, isReachable, reader)],
  });
}

/** Confirms an RSVP from an announcement, together with the event. */
export function announcementRsvpMessage(
  event: Event,
  result: RsvpResult,
  reader: RsvpReader,
): Message {
  const shown = eventMessage(event, result.going, reader);
  const { text, isReachable } = reminderLine(result, reader);
  return {
    ...shown,
    tone: 'success',
    blocks: [paragraph(`${reader.t('events.youGo')} ${text}`), ...shown.blocks],
    buttons: [...shown.buttons, reminderButtons(event, isReachable, reader)],
  };
}
