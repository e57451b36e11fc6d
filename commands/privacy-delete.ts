import { text } from '../src/kit/argument-types/text.ts';
import { inPrivate } from '../src/kit/define/access.ts';
import { textMessage } from '../src/message/build.ts';
import { confirmErasure, planErasure } from '../src/people/privacy/erasure.ts';
import {
  confirmErasureMessage,
  erasureResultMessage,
} from '../src/people/privacy/erasure-messages.ts';
import { defineAction, defineCommand } from './define.ts';

const access = inPrivate;
const visibility = 'private';

export default defineCommand({
  name: 'privacy delete',
  help: 'unlisted',
  access,
  visibility,
  run: async (context) => confirmErasureMessage(context, await planErasure(context)),
  steps: {
    confirm: defineAction({
      access,
      visibility,
      args: { without: text({ max: 100 }).optional() },
      run: async (context) =>
        erasureResultMessage(context, await confirmErasure(context, context.args.without)),
    }),
    leave: defineAction({
      access,
      visibility,
      run: ({ t }) => textMessage(t('commands.privacy_delete.left')),
    }),
  },
});
