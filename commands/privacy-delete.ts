import { forget } from '../src/courses/forget.ts';
import { inPrivate } from '../src/kit/access.ts';
import { say } from '../src/message/build.ts';
import { askToForget, sayForgotten } from '../src/people/deletion.ts';
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
      run: async (call) => sayForgotten(call, await forget(call)),
    }),
    leave: defineStep({
      access: inPrivate,
      visibility: 'private',
      run: ({ t }) => say(t('commands.privacy_delete.left')),
    }),
  },
});
