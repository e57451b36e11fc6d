import type { CommandContext } from '../../context/command-context.ts';
import { textMessage } from '../../message/build.ts';
import { sendDirectMessage } from '../../notifications/direct-message.ts';
import type { ConnectionNotices } from './connect.ts';
import { connectionRequestMessage } from './connect-messages.ts';

/** Sends the notices about a connection as direct messages. */
export const createConnectionNotices = (
  sender: Pick<CommandContext, 'publications' | 'community' | 'locale'>,
): ConnectionNotices => ({
  async requested(tx, request) {
    await sendDirectMessage(sender, tx, request.makerId, (reader) =>
      connectionRequestMessage(reader, request),
    );
  },
  async decided(tx, { accountId, title }, isConfirmed) {
    await sendDirectMessage(sender, tx, accountId, ({ t }) =>
      isConfirmed
        ? textMessage(t('commands.connect.told', { place: title }), { tone: 'success' })
        : textMessage(t('commands.connect.toldNo', { place: title })),
    );
  },
});
