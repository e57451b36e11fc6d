import { forget } from '../src/courses/forget.ts';
import { inPrivate } from '../src/kit/access.ts';
import { button, message, paragraph, say } from '../src/message/build.ts';
import { defineCommand, defineStep } from './define.ts';

export default defineCommand({
  name: 'privacy delete',
  access: inPrivate,
  visibility: 'private',
  run: ({ t, account }) =>
    message([paragraph(t('commands.privacy_delete.ask'))], {
      tone: 'warning',
      buttons: [
        [
          button(
            t('commands.privacy_delete.confirm'),
            {
              command: 'privacy delete',
              step: 'confirm',
              args: {},
              account: account.id,
              once: true,
              answer: 'update',
            },
            'danger',
          ),
        ],
      ],
    }),
  steps: {
    confirm: defineStep({
      access: inPrivate,
      visibility: 'private',
      run: async (call) => {
        await forget(call);
        return say(call.t('commands.privacy_delete.done'), { tone: 'success' });
      },
    }),
  },
});
