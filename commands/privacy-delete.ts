import { forget } from '../src/courses/forget.ts';
import { inPrivate } from '../src/kit/access.ts';
import { text } from '../src/kit/kinds/text.ts';
import { say } from '../src/message/build.ts';
import { askToForget, confirmForget } from '../src/people/deletion.ts';
import { defineCommand, defineStep } from './define.ts';

export default defineCommand({
  name: 'privacy delete',
  access: inPrivate,
  visibility: 'private',
  run: askToForget,
  steps: {
    confirm: defineStep({
      access: inPrivate,
      visibility: 'private',
      args: { without: text({ max: 100 }).optional() },
      run: (call) => confirmForget(call, call.args, forget),
    }),
    leave: defineStep({
      access: inPrivate,
      visibility: 'private',
      run: ({ t }) => say(t('commands.privacy_delete.left')),
    }),
  },
});
