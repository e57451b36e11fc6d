import { forget } from '../src/courses/forget.ts';
import { inPrivate } from '../src/kit/access.ts';
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
  },
});
