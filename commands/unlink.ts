import { inPrivate } from '../src/kit/define/access.ts';
import { textMessage } from '../src/message/build.ts';
import { askToUnlink, unlinkAccount } from '../src/people/linking/unlink-flow.ts';
import { defineAction, defineCommand } from './define.ts';

const visibility = 'private';

export default defineCommand({
  name: 'unlink',
  access: inPrivate,
  visibility,
  run: askToUnlink,
  steps: {
    confirm: defineAction({ access: inPrivate, visibility, run: unlinkAccount }),
    leave: defineAction({
      access: inPrivate,
      visibility,
      run: ({ t }) => textMessage(t('commands.unlink.left')),
    }),
  },
});
