import { unconnectedChat } from '../src/communities/connections/arguments.ts';
import {
  confirmConnection,
  redeemConnectionCode,
  redeemOwnConnectionCode,
  rejectConnection,
  startConnection,
} from '../src/communities/connections/connect.ts';
import { text } from '../src/kit/argument-types/text.ts';
import { defineAction, defineCommand } from './define.ts';

export default defineCommand({
  name: 'connect',
  visibility: 'private',
  args: { code: text({ max: 20 }).optional(), chat: unconnectedChat().optional() },
  run: (call) =>
    call.args.code === undefined
      ? startConnection(call)
      : redeemConnectionCode(call, call.args.code, call.args.chat),
  steps: {
    here: defineAction({
      args: { code: text() },
      visibility: 'private',
      run: (call) => redeemOwnConnectionCode(call, call.args.code),
    }),
    confirm: defineAction({
      args: { code: text() },
      visibility: 'private',
      run: (call) => confirmConnection(call, call.args.code),
    }),
    refuse: defineAction({
      args: { code: text() },
      visibility: 'private',
      run: (call) => rejectConnection(call, call.args.code),
    }),
  },
});
