import { connectedSpace } from '../src/communities/connections/arguments.ts';
import { disconnectSpace, planDisconnect } from '../src/communities/connections/disconnect.ts';
import { disconnectMessage } from '../src/communities/connections/disconnect-messages.ts';
import { createDisconnectNotices } from '../src/communities/connections/disconnect-notices.ts';
import { text } from '../src/kit/argument-types/text.ts';
import { inCommunity } from '../src/kit/define/access.ts';
import { textMessage } from '../src/message/build.ts';
import { defineAction, defineCommand } from './define.ts';

// Managers of a space may disconnect it, too: the service decides.
const access = inCommunity;
const visibility = 'private';

export default defineCommand({
  name: 'disconnect',
  help: { section: 'admin', order: 20 },
  access,
  visibility,
  args: { chat: connectedSpace().optional() },
  run: async (context) =>
    disconnectMessage(context, await planDisconnect(context, context.args.chat)),
  steps: {
    confirm: defineAction({
      access,
      visibility,
      args: { place: text(), seen: text() },
      async run(context) {
        const notices = createDisconnectNotices(context);
        return disconnectMessage(context, await disconnectSpace(context, notices, context.args));
      },
    }),
    leave: defineAction({ visibility, run: ({ t }) => textMessage(t('admins.kept')) }),
  },
});
