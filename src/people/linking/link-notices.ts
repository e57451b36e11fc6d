import type { CommandContext } from '../../context/command-context.ts';
import { sendDirectMessage } from '../../notifications/direct-message.ts';
import type { LinkNotices } from './link-accounts.ts';
import { linkedMessage, linkQuestionMessage, linkRejectedMessage } from './link-messages.ts';

/** Sends the notices about a link as direct messages. */
export const createLinkNotices = (
  sender: Pick<CommandContext, 'publications' | 'community' | 'locale' | 'now' | 'personalData'>,
): LinkNotices => ({
  async requested(tx, question) {
    await sendDirectMessage(sender, tx, question.sides.maker.id, (reader) =>
      linkQuestionMessage({ ...reader, personalData: sender.personalData }, question, sender.now),
    );
  },
  async decided(tx, accountId, isLinked) {
    await sendDirectMessage(sender, tx, accountId, (reader) =>
      isLinked
        ? linkedMessage({ ...reader, personalData: sender.personalData })
        : linkRejectedMessage(reader),
    );
  },
});
