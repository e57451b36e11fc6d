import type { WithZoneNote } from '../../context/display-settings.ts';
import type { Account, Event } from '../../database/generated/client.ts';
import { isolateBidi } from '../../language/text/bidi.ts';
import { button, linkButton, message, paragraph, textMessage } from '../../message/build.ts';
import type { Button, Message } from '../../message/message.ts';
import { formatReminders } from '../../notifications/reminders/messages.ts';
import { pictureOf } from '../../pictures/picture-view.ts';
import { canRsvp, hasDate } from '../lifetime.ts';
import { type LunarReader, withLunarDay } from '../lunar-day-view.ts';
import {
  type EventReader,
  eventBlocks,
  eventTone,
  formatEventWhen,
  localizedEvent,
} from '../messages.ts';
import { repeatFields } from '../repeats/messages.ts';
import type { Repeats } from '../repeats/queries.ts';
import type { NamedAttendees } from '../rsvp/named.ts';
import type { RsvpResult } from '../rsvp/store-answer.ts';
import type { Turnout } from '../rsvp/turnout.ts';
import { guestButtons } from './guest-messages.ts';

/** Adds the zone of the hours, where readers may have other clocks. */
const withZoneNote = (event: Event, when: string, { zoneNote }: Partial<WithZoneNote>): string =>
  zoneNote === undefined || event.allDay ? when : `${when} · ${zoneNote}`;

/** `12 + 2 guests · 3 maybe · 4 waiting`: how many people come, and how many more may. */
export function formatTurnout(
  { going, guests, maybe, waiting }: Turnout,
  { t }: Pick<EventReader, 't'>,
): string {
  return [
    guests > 0 ? `${going} + ${t('events.bringing.count', { count: guests })}` : String(going),
    ...(maybe > 0 ? [t('events.maybeCount', { count: maybe })] : []),
    ...(waiting > 0 ? [t('events.waitingCount', { count: waiting })] : []),
  ].join(' · ');
}

/** The reader of an event's card. */
export interface CardReader extends EventReader, LunarReader, Partial<WithZoneNote> {
  /** Where the event has a page; undefined where it has none. */
  pageUrl?: string | undefined;
  /** Where a person sends a link to the event to a chat of theirs; undefined where there is none. */
  shareUrl?: string | undefined;
  /** Who is named on the card; undefined where its organisers want no names. */
  named?: NamedAttendees | undefined;
}

/** `Linh, Minh and 3 more` */
const formatNamed = ({ names, more }: NamedAttendees, { t }: Pick<EventReader, 't'>): string =>
  t('events.named.names', { names: names.map((name) => isolateBidi(name)).join(', '), more });

/** The whole event with its buttons. @param repeats how it repeats; undefined for an event of its own */
export function eventMessage(
  event: Event,
  turnout: Turnout,
  reader: CardReader,
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
  // Phones show three short labels beside each other.
  const answers: Button[] = [
    ...(isOpen ? [button(t('events.going'), action('going', 'update'), 'success')] : []),
    ...(isOpen ? [button(t('events.maybe'), action('maybe', 'update'))] : []),
    ...(isOpen ? [button(t('events.notGoing'), action('not_going', 'update'))] : []),
  ];
  const others: Button[] = [
    ...(hasDate(event) ? [button(t('calendar.add'), action('calendar', 'reply'))] : []),
    ...(reader.pageUrl === undefined ? [] : [linkButton(t('calendar.openPage'), reader.pageUrl)]),
    ...(reader.shareUrl === undefined ? [] : [linkButton(t('events.share'), reader.shareUrl)]),
  ];
  const shown = withZoneNote(event, formatEventWhen(event, reader), reader);
  const when = withLunarDay(event, shown, reader);
  const going = formatTurnout(turnout, reader);
  const { named } = reader;
  const view = {
    ...{ going, when },
    ...(repeats ? { repeats: repeatFields(repeats, reader) } : {}),
    ...(named && named.names.length > 0 ? { named: formatNamed(named, reader) } : {}),
  };
  return message(eventBlocks(event, reader, view), {
    tone: eventTone(event),
    buttons: [
      ...[answers, others],
      isOpen && named ? [button(t('events.named.toggle'), action('name', 'update'))] : [],
    ],
    picture: pictureOf(event, locale),
  });
}

/** How a person hears of an event that they are going to: reminders and changes come in private. */
interface RsvpReader extends EventReader, LunarReader {
  account: Pick<Account, 'id' | 'platform'>;
  /** Where a person opens the private chat that the bot may not begin. */
  privateChatUrl: string | undefined;
}

/** When the person is reminded, or how they let the bot write to them, with the buttons for it. */
function reachLine(
  event: Event,
  { state, reminders, hasOpenChat }: RsvpResult,
  { t, locale, account, privateChatUrl }: RsvpReader,
): { text: string; buttons: Button[] } {
  // Where a bot may not begin, nobody is reached who never wrote to it in private.
  if (hasOpenChat === false || (hasOpenChat === undefined && privateChatUrl !== undefined))
    return {
      text: t(`events.reminders.${privateChatUrl === undefined ? 'blocked' : 'notReachable'}`),
      buttons:
        privateChatUrl === undefined
          ? []
          : [linkButton(t('kit.openPrivateButton'), privateChatUrl)],
    };
  // Who may go or waits is told of changes, and hears so in the sentence before.
  if (state !== 'going') return { text: '', buttons: [] };
  const change = button(t('events.reminders.change'), {
    command: 'reminders',
    args: { event: `id:${event.id}` },
    account: account.id,
  });
  return {
    text:
      reminders.length === 0
        ? t('events.reminders.youAreNot')
        : t('events.reminders.youAre', { times: formatReminders(reminders, { t, locale }) }),
    buttons: [change],
  };
}

/** What a person's answer became, with the title of the event. */
function answerSentence(
  { state, waitingNumber: number }: RsvpResult,
  event: Event,
  { t, locale }: RsvpReader,
): string {
  const { title } = localizedEvent(event, locale);
  return {
    going: t('events.youGoTo', { title }),
    maybe: t('events.youMayGoTo', { title }),
    waiting: t('events.youWaitFor', { title, number }),
    declined: t('events.youDoNotGo', { title }),
  }[state];
}

/** Whoever is going can bring guests where the event takes some. */
const ownGuestButtons = (event: Event, { state, guests }: RsvpResult, reader: RsvpReader) =>
  state === 'going' ? guestButtons(event, guests, reader) : [];

/** What the answer became, how the person hears of the event, and who sees the answer. */
const confirmation = (sentence: string, reach: string, { t }: RsvpReader) =>
  paragraph([sentence, reach, t('events.attendees.seen')].filter((part) => part !== '').join(' '));

/** Confirms an RSVP to the person alone. */
export function rsvpMessage(event: Event, result: RsvpResult, reader: RsvpReader): Message {
  const sentence = answerSentence(result, event, reader);
  if (result.state === 'declined') return textMessage(sentence);
  const { text, buttons } = reachLine(event, result, reader);
  return message([confirmation(sentence, text, reader)], {
    buttons: [buttons, ...ownGuestButtons(event, result, reader)],
  });
}

/** Confirms an RSVP from an announcement, together with the event. */
export function announcementRsvpMessage(
  event: Event,
  result: RsvpResult,
  reader: RsvpReader,
): Message {
  const shown = eventMessage(event, result.turnout, reader);
  const { text, buttons } = reachLine(event, result, reader);
  const sentence =
    result.state === 'going' ? reader.t('events.youGo') : answerSentence(result, event, reader);
  return {
    ...shown,
    tone: 'success',
    blocks: [confirmation(sentence, text, reader), ...shown.blocks],
    buttons: [...shown.buttons, buttons, ...ownGuestButtons(event, result, reader)],
  };
}
