import { inPrivate } from '../src/kit/access.ts';
import { say } from '../src/message/build.ts';
import { askToUnlink, unlink } from '../src/people/unlinking.ts';
import { defineCommand, defineStep } from './define.ts';

const visibility = 'private';

export default defineCommand({
  name: 'unlink',
  access: inPrivate,
  visibility,
  run: askToUnlink,
  steps: {
    confirm: defineStep({ access: inPrivate, visibility, run: unlink }),
    leave: defineStep({
      access: inPrivate,
      visibility,
      run: ({ t }) => say(t('commands.unlink.left')),
    }),
  },
});
