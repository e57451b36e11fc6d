import { briefing } from '../src/briefings/pick.ts';
import { askToSend, sendNow } from '../src/briefings/send.ts';
import { and, hasRole, inCommunity } from '../src/kit/access.ts';
import { integer } from '../src/kit/kinds/integer.ts';
import { say } from '../src/message/build.ts';
import { defineCommand, defineStep } from './define.ts';

const access = and(inCommunity, hasRole('editor'));
const visibility = 'private';
const asked = { briefing: briefing(), at: integer({ min: 0, max: 8_640_000_000_000_000 }) };

export default defineCommand({
  name: 'briefing send',
  access,
  visibility,
  args: { briefing: briefing() },
  run: (call) => askToSend(call, call.args.briefing),
  steps: {
    confirm: defineStep({
      access,
      visibility,
      args: asked,
      run: (call) => sendNow(call, call.args.briefing, call.args.at),
    }),
    leave: defineStep({
      access,
      visibility,
      args: asked,
      run: ({ t }) => say(t('commands.briefing_send.left')),
    }),
  },
});
