import { mergingSignups } from '../src/courses/merge.ts';
import { inPrivate } from '../src/kit/access.ts';
import { text } from '../src/kit/kinds/text.ts';
import { askToLink, confirmLink, offerLink, refuseLink } from '../src/people/linking.ts';
import { defineCommand, defineStep } from './define.ts';

export default defineCommand({
  name: 'link',
  access: inPrivate,
  visibility: 'private',
  args: { code: text({ max: 20 }).optional() },
  run: (call) =>
    call.args.code === undefined
      ? offerLink(call)
      : askToLink(call, call.args.code, mergingSignups),
  steps: {
    confirm: defineStep({
      access: inPrivate,
      args: { code: text(), seen: text().optional() },
      visibility: 'private',
      run: (call) => confirmLink(call, call.args, mergingSignups),
    }),
    refuse: defineStep({
      access: inPrivate,
      args: { code: text() },
      visibility: 'private',
      run: (call) => refuseLink(call, call.args.code),
    }),
  },
});
