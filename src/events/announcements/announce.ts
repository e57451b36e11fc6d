import { recordAudit } from '../../context/audit.ts';
import type { CommandContext } from '../../context/command-context.ts';
import type { Event, Publication } from '../../database/generated/client.ts';
import type { AudienceRule, Transaction } from '../../delivery/publications.ts';
import { UserError } from '../../kit/define/user-error.ts';
import { translators } from '../../language/catalogue.ts';
import type { Locale } from '../../language/locale.ts';
import { firstValidZone } from '../../language/zones/zone.ts';
import { button, type Content, message, paragraph, timeRange } from '../../message/build.ts';
import type { Message } from '../../message/message.ts';
import {
  canRsvp,
  type EventReader,
  eventBlocks,
  eventTone,
  formatEventTimes,
  hasDate,
  hasValidTimes,
} from '../messages.ts';
import { eventOrigin } from '../origin.ts';

/** What telling of events needs; `locale` is for chats that have no language of their own. */
export type AnnouncementServices = Pick<CommandContext, 'publications' | 'now' | 'locale'>;

/** How a community's chats are told: in its own language, whatever that of who does it is. */
export async function announcementServicesFor(
  { publications, now }: AnnouncementServices,
  tx: Transaction,
  { communityId: id }: Pick<Event, 'communityId'>,
): Promise<AnnouncementServices> {
  const { locale } = await tx.community.findUniqueOrThrow({ where: { id } });
  return { publications, now, locale };
}

/** Messages for readers in every language and zone, as one compose function makes them. */
export function composeInEveryLanguage(
  call: Pick<CommandContext, 'now'>,
  event: Event,
  compose: (reader: EventReader) => Message,
): Record<Locale, Message> {
  const zone = firstValidZone('UTC', event.zone);
  const reader = (locale: Locale) => ({ t: translators[locale].t, locale, zone, now: call.now });
  return { en: compose(reader('en')), vi: compose(reader('vi')) };
}

/** When an event is, for readers in many zones: hours are left to the platform or the chat's zone. */
export function sharedEventTime(event: Event, reader: EventReader): Content {
  const { t } = reader;
  if (event.state === 'postponed') {
    return t('events.toBeAnnounced', { was: formatEventTimes(event, reader) });
  }
  if (event.allDay || !hasValidTimes(event)) return formatEventTimes(event, reader);
  return timeRange({ ...event, zone: firstValidZone(reader.zone, event.zone) });
}

/** The buttons of an event in a chat where many read: they answer each person alone. */
export function announcementButtons(event: Event, { t, now }: EventReader) {
  const act = (step: string) => ({
    command: 'event show',
    step,
    args: { event: `id:${event.id}` },
  });
  return [
    ...(canRsvp(event, now) ? [button(t('events.going'), act('join'), 'success')] : []),
    ...(hasDate(event) ? [button(t('events.calendar'), act('calendar'))] : []),
  ];
}

/** The event as it stands on the board of every chat that follows events. */
const announcementMessage = (event: Event, reader: EventReader): Message =>
  message(eventBlocks(event, reader, { when: sharedEventTime(event, reader) }), {
    tone: eventTone(event),
    buttons: [announcementButtons(event, reader)],
  });

/** What an announcement is now, in every language. */
export const announcementMessages = (call: Pick<CommandContext, 'now'>, event: Event) =>
  composeInEveryLanguage(call, event, (reader) => announcementMessage(event, reader));

/** Everyone who follows the community's events. */
export const eventAudience = (communityId: string): AudienceRule => ({
  to: 'topic',
  communityId,
  topic: 'events',
});

/** The publication with which an event was announced, if it was. */
export const findAnnouncement = (
  tx: Pick<Transaction, 'publication'>,
  eventId: string,
): Promise<Publication | null> =>
  tx.publication.findFirst({
    where: {
      origin: eventOrigin(eventId),
      operation: 'send',
      audience: { path: ['to'], equals: 'topic' },
    },
    orderBy: { createdAt: 'asc' },
  });

/** Holds an event until the transaction ends, so that two organisers act one after the other. */
export async function lockEvent(tx: Transaction, id: string): Promise<Event> {
  await tx.$queryRaw`SELECT "id" FROM "Event" WHERE "id" = ${id}::uuid FOR UPDATE`;
  return tx.event.findUniqueOrThrow({ where: { id } });
}

/**
 * Announces an event, once, to every chat that follows events.
 * @param publishPendingFirst tells those who knew it before of what waits to be told: the announcement says it as it is
 * @throws Refusal when it was announced before, or is cancelled
 */
export async function announceEvent(
  call: CommandContext,
  { id }: Event,
  publishPendingFirst: (
    services: AnnouncementServices,
    tx: Transaction,
    event: Event,
  ) => Promise<unknown>,
): Promise<Message> {
  const { t, db, publications, account } = call;
  const event = await db.$transaction(async (tx) => {
    const held = await lockEvent(tx, id);
    if (held.state === 'cancelled') throw new UserError('events.refused.cancelled');
    if (await findAnnouncement(tx, id)) throw new UserError('events.refused.announced');
    const telling = await announcementServicesFor(call, tx, held);
    await publishPendingFirst(telling, tx, held);
    await publications.publish(tx, {
      communityId: held.communityId,
      kind: 'notice',
      audience: eventAudience(held.communityId),
      messages: announcementMessages(call, held),
      locale: telling.locale,
      origin: eventOrigin(id),
    });
    await recordAudit(tx, {
      communityId: held.communityId,
      accountId: account.id,
      action: 'event.announce',
      details: { event: id, title: held.title },
    });
    return held;
  });
  const chats = await publications.audienceSize(eventAudience(event.communityId));
  return message([paragraph(t('events.announcedTo', { chats })), ...eventBlocks(event, call)], {
    tone: 'success',
  });
}
