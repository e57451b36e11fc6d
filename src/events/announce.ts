import { audit } from '../communities/audit.ts';
import type { Call } from '../communities/call.ts';
import type { Event, Publication } from '../database/generated/client.ts';
import type { Audience, Transaction } from '../delivery/publications.ts';
import { Refusal } from '../kit/command.ts';
import { translators } from '../language/catalogue.ts';
import type { Locale } from '../language/locale.ts';
import { zoneOf } from '../language/zone.ts';
import { button, type Content, message, paragraph, timeRange } from '../message/build.ts';
import type { Message } from '../message/message.ts';
import {
  canGo,
  type EventReader,
  eventBlocks,
  eventTimes,
  eventTone,
  hasDate,
  isTimed,
} from './show.ts';

/** What telling of events needs; `locale` is for chats that have no language of their own. */
export type Telling = Pick<Call, 'publications' | 'now' | 'locale'>;

/** How a community's chats are told: in its own language, whatever that of who does it is. */
export async function tellingIn(
  { publications, now }: Telling,
  tx: Transaction,
  { communityId: id }: Pick<Event, 'communityId'>,
): Promise<Telling> {
  const { locale } = await tx.community.findUniqueOrThrow({ where: { id } });
  return { publications, now, locale };
}

/** Messages for readers in every language and zone, as one compose function makes them. */
export function inEveryLanguage(
  call: Pick<Call, 'now'>,
  event: Event,
  compose: (reader: EventReader) => Message,
): Record<Locale, Message> {
  const zone = zoneOf('UTC', event.zone);
  const reader = (locale: Locale) => ({ t: translators[locale].t, locale, zone, now: call.now });
  return { en: compose(reader('en')), vi: compose(reader('vi')) };
}

/** When an event is, for readers in many zones: hours are left to the platform or the chat's zone. */
export function whenForAll(event: Event, reader: EventReader): Content {
  const { t } = reader;
  if (event.state === 'postponed') {
    return t('events.toBeAnnounced', { was: eventTimes(event, reader) });
  }
  if (event.allDay || !isTimed(event)) return eventTimes(event, reader);
  return timeRange({ ...event, zone: zoneOf(reader.zone, event.zone) });
}

/** The buttons of an event in a chat where many read: they answer each person alone. */
export function announcedButtons(event: Event, { t, now }: EventReader) {
  const act = (step: string) => ({
    command: 'event show',
    step,
    args: { event: `id:${event.id}` },
  });
  return [
    ...(canGo(event, now) ? [button(t('events.going'), act('join'), 'success')] : []),
    ...(hasDate(event) ? [button(t('events.calendar'), act('calendar'))] : []),
  ];
}

/** The event as it stands on the board of every chat that follows events. */
const announcement = (event: Event, reader: EventReader): Message =>
  message(eventBlocks(event, reader, { when: whenForAll(event, reader) }), {
    tone: eventTone(event),
    buttons: [announcedButtons(event, reader)],
  });

/** What an announcement is now, in every language. */
export const announcementMessages = (call: Pick<Call, 'now'>, event: Event) =>
  inEveryLanguage(call, event, (reader) => announcement(event, reader));

/** Everyone who follows the community's events. */
export const followers = (communityId: string): Audience => ({
  to: 'topic',
  communityId,
  topic: 'events',
});

/** The publication with which an event was announced, if it was. */
export const announcementOf = (
  tx: Pick<Transaction, 'publication'>,
  eventId: string,
): Promise<Publication | null> =>
  tx.publication.findFirst({
    where: { eventId, act: 'send', audience: { path: ['to'], equals: 'topic' } },
    orderBy: { createdAt: 'asc' },
  });

/** Holds an event until the transaction ends, so that two organisers act one after the other. */
export async function holdEvent(tx: Transaction, id: string): Promise<Event> {
  await tx.$queryRaw`SELECT "id" FROM "Event" WHERE "id" = ${id}::uuid FOR UPDATE`;
  return tx.event.findUniqueOrThrow({ where: { id } });
}

/**
 * Announces an event, once, to every chat that follows events.
 * @param tellFirst tells those who knew it before of what waits to be told: the announcement says it as it is
 * @throws Refusal when it was announced before, or is cancelled
 */
export async function announceEvent(
  call: Call,
  { id }: Event,
  tellFirst: (telling: Telling, tx: Transaction, event: Event) => Promise<unknown>,
): Promise<Message> {
  const { t, db, publications, account } = call;
  const event = await db.$transaction(async (tx) => {
    const held = await holdEvent(tx, id);
    if (held.state === 'cancelled') throw new Refusal('events.refused.cancelled');
    if (await announcementOf(tx, id)) throw new Refusal('events.refused.announced');
    const telling = await tellingIn(call, tx, held);
    await tellFirst(telling, tx, held);
    await publications.publish(tx, {
      communityId: held.communityId,
      kind: 'notice',
      audience: followers(held.communityId),
      messages: announcementMessages(call, held),
      locale: telling.locale,
      eventId: id,
    });
    await audit(tx, {
      communityId: held.communityId,
      accountId: account.id,
      action: 'event.announce',
      details: { event: id, title: held.title },
    });
    return held;
  });
  const chats = await publications.reach(followers(event.communityId));
  return message([paragraph(t('events.announcedTo', { chats })), ...eventBlocks(event, call)], {
    tone: 'success',
  });
}
