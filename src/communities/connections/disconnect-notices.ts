import type { CommandContext } from '../../context/command-context.ts';
import { sendDirectMessage } from '../../notifications/direct-message.ts';
import type { DisconnectNotices } from './disconnect.ts';
import { disconnectedNotice } from './disconnect-messages.ts';

/** Sends the notices about a disconnected space as direct messages. */
export const createDisconnectNotices = ({
  publications,
}: Pick<CommandContext, 'publications'>): DisconnectNotices => ({
  async disconnected(tx, accountId, done) {
    const { community, isLast } = done;
    // A notice that belonged to a deleted community would be deleted with it.
    const sender = {
      publications,
      community: isLast ? undefined : community,
      locale: community.locale,
    };
    await sendDirectMessage(sender, tx, accountId, (reader) => disconnectedNotice(reader, done));
  },
});
