import type { CommandContext } from '../../context/command-context.ts';
import { sendDirectMessage } from '../../notifications/direct-message.ts';
import type { LinkNotices } from './link-accounts.ts';
import { linkedMessage, linkQuestionMessage, linkRejectedMessage } from './link-messages.ts';

/** Sends the notices about a link as direct messages. */
export const createLinkNotices = (
  sender: Pick<CommandContext, 'publications' | 'community' | 'locale' | 'now'>,
): LinkNotices => ({
  async requested(tx, question) {
    await sendDirectMessage(sender, tx, question.sides.maker.id, (reader) =>
      linkQuestionMessage(reader, question, sender.now),
    );
  },
  async decided(tx, accountId, isLinked) {
    const compose = isLinked ? linkedMessage : linkRejectedMessage;
    await sendDirectMessage(sender, tx, accountId, compose);
  },
});
