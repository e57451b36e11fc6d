import {
  askToConnect,
  confirmConnection,
  connectHere,
  offerConnection,
  refuseConnection,
} from '../src/communities/connect.ts';
import { freeChat } from '../src/communities/pick-new.ts';
import { text } from '../src/kit/kinds/text.ts';
import { defineCommand, defineStep } from './define.ts';

export default defineCommand({
  name: 'connect',
  visibility: 'private',
  args: { code: text({ max: 20 }).optional(), chat: freeChat().optional() },
  run: (call) =>
    call.args.code === undefined
      ? offerConnection(call)
      : askToConnect(call, call.args.code, call.args.chat),
  steps: {
    here: defineStep({
      args: { code: text() },
      visibility: 'private',
      run: (call) => connectHere(call, call.args.code),
    }),
    confirm: defineStep({
      args: { code: text() },
      visibility: 'private',
      run: (call) => confirmConnection(call, call.args.code),
    }),
    refuse: defineStep({
      args: { code: text() },
      visibility: 'private',
      run: (call) => refuseConnection(call, call.args.code),
    }),
  },
});
