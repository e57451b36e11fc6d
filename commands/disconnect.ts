import { askToDisconnect, connectedPlace, disconnect } from '../src/communities/disconnect.ts';
import { inCommunity } from '../src/kit/access.ts';
import { text } from '../src/kit/kinds/text.ts';
import { say } from '../src/message/build.ts';
import { defineCommand, defineStep } from './define.ts';

// Who manages a place may take it out too: the handlers ask.
const access = inCommunity;
const visibility = 'private';
const args = { place: text(), seen: text() };

export default defineCommand({
  name: 'disconnect',
  access,
  visibility,
  args: { chat: connectedPlace().optional() },
  run: (call) => askToDisconnect(call, call.args.chat),
  steps: {
    confirm: defineStep({
      access,
      visibility,
      args,
      run: (call) => disconnect(call, call.args),
    }),
    leave: defineStep({ visibility, run: ({ t }) => say(t('admins.kept')) }),
  },
});
