import { inPrivate } from '../src/kit/define/access.ts';
import { textMessage } from '../src/message/build.ts';
import { planUnlink, unlinkAccount } from '../src/people/linking/unlink-account.ts';
import { confirmUnlinkMessage, unlinkedMessage } from '../src/people/linking/unlink-messages.ts';
import { createUnlinkNotices } from '../src/people/linking/unlink-notices.ts';
import { defineAction, defineCommand } from './define.ts';

const access = inPrivate;
const visibility = 'private';

export default defineCommand({
  name: 'unlink',
  help: { with: 'link' },
  access,
  visibility,
  run: async (context) => confirmUnlinkMessage(context, await planUnlink(context)),
  steps: {
    confirm: defineAction({
      access,
      visibility,
      async run(context) {
        await unlinkAccount(context, createUnlinkNotices(context));
        return unlinkedMessage(context);
      },
    }),
    leave: defineAction({
      access,
      visibility,
      run: ({ t }) => textMessage(t('commands.unlink.left')),
    }),
  },
});
