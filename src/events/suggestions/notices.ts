import type { RoleMemberLookup } from '../../context/roles/role-members.ts';
import type { EventDraft } from '../../database/generated/client.ts';
import type { NewPublication, Publications, Transaction } from '../../delivery/publications.ts';
import type { Message } from '../../message/message.ts';
import { getOrCreatePrivateChat } from '../../notifications/direct-message.ts';
import { composeInEveryLanguage } from '../announcements/announcement-messages.ts';
import { contentAsEvent, readDraftContent } from '../drafts/draft.ts';
import type { SuggestionNotices } from '../drafts/suggestion-notices.ts';
import type { EventReader } from '../messages.ts';
import { closedSuggestionMessage, outcomeMessage, suggestedMessage } from './messages.ts';
import type { SuggestionServices } from './suggest.ts';

/** Private messages about suggestions, in the transaction of the change. */
export function createSuggestionNotices({
  publications,
  now,
}: {
  publications: Pick<Publications, 'publish'>;
  now: Temporal.Instant;
}): SuggestionNotices {
  async function publish(
    tx: Transaction,
    draft: EventDraft,
    compose: (reader: EventReader) => Message,
    rest: Pick<NewPublication, 'audience' | 'operation' | 'originalId'>,
  ): Promise<string> {
    const { communityId } = draft;
    const { locale } = await tx.community.findUniqueOrThrow({ where: { id: communityId } });
    const messages = composeInEveryLanguage(draft, now, compose);
    return publications.publish(tx, { ...rest, communityId, kind: 'notice', locale, messages });
  }
  return {
    suggested(tx, draft, chatIds) {
      const event = contentAsEvent(readDraftContent(draft).content, draft);
      return publish(tx, draft, (reader) => suggestedMessage(draft, event, reader), {
        audience: { to: 'chats', chatIds },
      });
    },
    async closed(tx, draft, outcome) {
      const { noticeId, suggestedById } = draft;
      const compose = (reader: EventReader) => closedSuggestionMessage(draft, outcome, reader);
      if (noticeId && (await tx.publication.count({ where: { id: noticeId } })) > 0) {
        await publish(tx, draft, compose, {
          audience: { to: 'copies', publicationId: noticeId },
          operation: 'edit',
          originalId: noticeId,
        });
        if (outcome.kind === 'erased')
          await tx.publication.update({
            where: { id: noticeId },
            data: { messages: composeInEveryLanguage(draft, now, compose) },
          });
      }
      if (outcome.kind === 'withdrawn' || outcome.kind === 'erased' || suggestedById === null)
        return;
      const chat = await getOrCreatePrivateChat(tx, suggestedById);
      await publish(tx, draft, (reader) => outcomeMessage(draft, outcome, reader), {
        audience: { to: 'chats', chatIds: [chat.id] },
      });
    },
  };
}

/** What services of suggestions need, from the context of a command. */
export const suggestionServices = <
  Context extends RoleMemberLookup & { publications: Publications },
>(
  context: Context,
): Context & SuggestionServices => ({ ...context, notices: createSuggestionNotices(context) });
