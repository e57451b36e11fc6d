import type { InlineSource } from '../../context/modules/inline-source.ts';
import type { ModuleServices } from '../../context/modules/subject-module.ts';
import { withKnownEnumValues } from '../../database/known-enum-values.ts';
import { findAsker } from './asker.ts';
import { type CardServices, refreshCard } from './refresh-card.ts';
import { readResultId } from './result-id.ts';
import { hintFor, toResult } from './result-messages.ts';
import { inlinePaging, searchInlineEvents } from './search.ts';
import { findSentCard, storeSentCard } from './sent-cards.ts';

/** Where a page begins, as the page before said. */
function readOffset(offset: string): number {
  const skip = /^\d{1,3}$/.test(offset) ? Number(offset) : 0;
  return Math.min(skip, inlinePaging.most);
}

/** Events that people send to chats by the bot's inline mode. Searching stores nothing about anybody. */
export function inlineEvents(services: CardServices & Pick<ModuleServices, 'zone'>): InlineSource {
  const { db, cache } = services;
  return {
    async search(asking, query, offset) {
      const asker = await findAsker(services, asking);
      const now = Temporal.Instant.fromEpochMilliseconds(services.now());
      const skip = readOffset(offset);
      const found =
        skip < inlinePaging.most
          ? await searchInlineEvents({ db, cache, now }, asker, query, skip)
          : { events: [], hasMore: false };
      return {
        results: found.events.map((one) => toResult(services, one, asker)),
        nextOffset: found.hasMore ? String(skip + found.events.length) : '',
        ...(found.events.length === 0 && skip === 0 ? { hint: hintFor(asker) } : {}),
      };
    },
    async sent(asking, resultId, messageId) {
      const content = readResultId(resultId);
      const { account, communities } = await findAsker(services, asking);
      // Nothing is stored of people whom the bot has never seen: their cards keep saying when they were true.
      if (!content || !account) return;
      const event = await db.event.findFirst({
        where: {
          ...withKnownEnumValues.event,
          id: content.eventId,
          communityId: { in: communities.map(({ id }) => id) },
        },
      });
      if (!event) return;
      await storeSentCard(db, messageId, content, account);
      const card = await findSentCard(db, messageId);
      // A card that is not edited now is edited by the job.
      if (card) await refreshCard(services, card);
    },
  };
}
