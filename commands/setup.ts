import { setupMessage, setupTestMessages } from '../src/communities/setup/messages.ts';
import { describeCommunitySetup, publishSetupTest } from '../src/communities/setup/service.ts';
import { listServers, missingInServers } from '../src/event-mirrors/service.ts';
import { text } from '../src/kit/argument-types/text.ts';
import { and, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { textMessage } from '../src/message/build.ts';
import { defineAction, defineCommand } from './define.ts';

const access = and(inCommunity, hasRole('admin'));
const visibility = 'private';

export default defineCommand({
  name: 'setup',
  help: { section: 'admin', order: 30 },
  access,
  visibility,
  async run(context) {
    const [setup, servers] = await Promise.all([
      describeCommunitySetup(context),
      listServers(context),
    ]);
    return setupMessage(context, setup, missingInServers(servers));
  },
  steps: {
    test: defineAction({
      access,
      visibility,
      args: { place: text() },
      async run(context) {
        const chat = await publishSetupTest(
          context,
          context.publications,
          context.args.place,
          setupTestMessages(),
        );
        return textMessage(context.t('setup.testSent', { chat: chat.title }));
      },
    }),
  },
});
