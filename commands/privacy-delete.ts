import { text } from '../src/kit/argument-types/text.ts';
import { inPrivate } from '../src/kit/define/access.ts';
import { textMessage } from '../src/message/build.ts';
import { askToErase, confirmErasure } from '../src/people/privacy/deletion-flow.ts';
import { defineAction, defineCommand } from './define.ts';

export default defineCommand({
  name: 'privacy delete',
  access: inPrivate,
  visibility: 'private',
  run: askToErase,
  steps: {
    confirm: defineAction({
      access: inPrivate,
      visibility: 'private',
      args: { without: text({ max: 100 }).optional() },
      run: (call) => confirmErasure(call, call.args),
    }),
    leave: defineAction({
      access: inPrivate,
      visibility: 'private',
      run: ({ t }) => textMessage(t('commands.privacy_delete.left')),
    }),
  },
});
