import { briefing } from '../src/briefings/arguments.ts';
import { askToSendEdition, sendEditionNow } from '../src/briefings/editions/send-now.ts';
import { integer } from '../src/kit/argument-types/integer.ts';
import { and, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { textMessage } from '../src/message/build.ts';
import { defineAction, defineCommand } from './define.ts';

const access = and(inCommunity, hasRole('editor'));
const visibility = 'private';
const asked = { briefing: briefing(), at: integer({ min: 0, max: 8_640_000_000_000_000 }) };

export default defineCommand({
  name: 'briefing send',
  access,
  visibility,
  args: { briefing: briefing() },
  run: (call) => askToSendEdition(call, call.args.briefing),
  steps: {
    confirm: defineAction({
      access,
      visibility,
      args: asked,
      run: (call) => sendEditionNow(call, call.args.briefing, call.args.at),
    }),
    leave: defineAction({
      access,
      visibility,
      args: asked,
      run: ({ t }) => textMessage(t('commands.briefing_send.left')),
    }),
  },
});
