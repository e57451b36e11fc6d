import {
  askToDisconnect,
  connectedSpace,
  disconnectSpace,
} from '../src/communities/connections/disconnect.ts';
import { text } from '../src/kit/argument-types/text.ts';
import { inCommunity } from '../src/kit/define/access.ts';
import { textMessage } from '../src/message/build.ts';
import { defineAction, defineCommand } from './define.ts';

// Who manages a place may take it out too: the handlers ask.
const access = inCommunity;
const visibility = 'private';
const args = { place: text(), seen: text() };

export default defineCommand({
  name: 'disconnect',
  access,
  visibility,
  args: { chat: connectedSpace().optional() },
  run: (call) => askToDisconnect(call, call.args.chat),
  steps: {
    confirm: defineAction({
      access,
      visibility,
      args,
      run: (call) => disconnectSpace(call, call.args),
    }),
    leave: defineAction({ visibility, run: ({ t }) => textMessage(t('admins.kept')) }),
  },
});
