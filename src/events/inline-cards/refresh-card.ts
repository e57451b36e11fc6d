import type { ModuleServices } from '../../context/modules/subject-module.ts';
import type { Community, Event } from '../../database/generated/client.ts';
import type { SendResult } from '../../delivery/publisher.ts';
import { publicPageUrl } from '../../feeds/pages/addresses.ts';
import type { Locale } from '../../language/locale.ts';
import { communityOf, isShared } from '../links/shared-events.ts';
import { eventStartPayload } from '../links/start-payload.ts';
import {
  type CardLinks,
  cardReader,
  goneCardMessage,
  inlineCardMessage,
  unsharedCardMessage,
} from './card-messages.ts';
import { claimCard, forgetCard, markShown, type SentCard } from './sent-cards.ts';

export type CardServices = Pick<
  ModuleServices,
  'db' | 'cache' | 'platformPermissions' | 'publicUrl' | 'editInlineMessage' | 'now'
>;

/** Where the links under the card of an event lead. */
export const cardLinks = (
  { platformPermissions, publicUrl }: Pick<CardServices, 'platformPermissions' | 'publicUrl'>,
  { id }: Pick<Event, 'id'>,
  community: Community,
  locale: Locale,
): CardLinks => ({
  bot: platformPermissions.telegram.privateChatUrl(eventStartPayload(id)),
  page: publicPageUrl(community, { publicUrl, locale }, id),
});

/** What a card shows from now on; `isLast` when it is never edited again. */
async function contentOf(services: CardServices, { event, locale, accountId }: SentCard) {
  const community = event && (await communityOf(services, event));
  const lastWords = { reader: { locale, zone: 'UTC' }, isLast: true };
  if (!event || !community) return { ...lastWords, content: goneCardMessage(locale) };
  if (!isShared(community)) return { ...lastWords, content: unsharedCardMessage(locale) };
  const isLast = accountId === null;
  const content = inlineCardMessage(event, community, {
    locale,
    now: Temporal.Instant.fromEpochMilliseconds(services.now()),
    links: cardLinks(services, event, community, locale),
    isDated: isLast,
  });
  return { content, reader: cardReader(event, locale), isLast };
}

/** Whether the platform will not take an edit of this message later either. */
const isFinal = (result: SendResult<void>): boolean =>
  !result.ok && ['rejected', 'chatClosed', 'migrated'].includes(result.kind);

/**
 * Edits a card so that it shows its event as it is now. An edit whose answer was lost is made again: it changes nothing
 * then.
 * @returns `left` when somebody else edits it, `later` when it is to be tried again
 */
export async function refreshCard(
  services: CardServices,
  card: SentCard,
): Promise<'done' | 'left' | 'later'> {
  const { db, editInlineMessage, now } = services;
  if (!(await claimCard(db, card, now()))) return 'left';
  const { content, reader, isLast } = await contentOf(services, card);
  const result = await editInlineMessage(card.messageId, content, reader);
  if (!result.ok && !isFinal(result)) return 'later';
  if (isLast || isFinal(result) || !card.event) await forgetCard(db, card);
  else await markShown(db, card, card.event);
  return 'done';
}
