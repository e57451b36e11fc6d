import { text } from '../src/kit/argument-types/text.ts';
import { inPrivate } from '../src/kit/define/access.ts';
import {
  confirmLink,
  redeemLinkCode,
  rejectLink,
  startLink,
} from '../src/people/linking/link-flow.ts';
import { defineAction, defineCommand } from './define.ts';

export default defineCommand({
  name: 'link',
  access: inPrivate,
  visibility: 'private',
  args: { code: text({ max: 20 }).optional() },
  run: (call) =>
    call.args.code === undefined ? startLink(call) : redeemLinkCode(call, call.args.code),
  steps: {
    confirm: defineAction({
      access: inPrivate,
      args: { code: text(), seen: text().optional() },
      visibility: 'private',
      run: (call) => confirmLink(call, call.args),
    }),
    refuse: defineAction({
      access: inPrivate,
      args: { code: text() },
      visibility: 'private',
      run: (call) => rejectLink(call, call.args.code),
    }),
  },
});
