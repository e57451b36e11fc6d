import type { CommandContext } from '../../context/command-context.ts';
import { sendDirectMessage } from '../../notifications/direct-message.ts';
import type { UnlinkNotices } from './unlink-account.ts';
import { unlinkedNotice } from './unlink-messages.ts';

/** Sends the notice about an unlinked account as a direct message. */
export const createUnlinkNotices = (
  sender: Pick<CommandContext, 'publications' | 'community' | 'locale'>,
): UnlinkNotices => ({
  async unlinked(tx, accountId, unlinked) {
    await sendDirectMessage(sender, tx, accountId, (reader) => unlinkedNotice(reader, unlinked));
  },
});
