import { askFirst, leaveEvent } from '../src/events/ask.ts';
import { cancelEvent } from '../src/events/organise.ts';
import { ownEvent } from '../src/events/pick.ts';
import { and, hasRole, inCommunity } from '../src/kit/access.ts';
import { publishedText } from '../src/kit/kinds/published-text.ts';
import { defineCommand, defineStep } from './define.ts';

const access = and(inCommunity, hasRole('organiser'));
const visibility = 'private';
const args = { event: ownEvent(), reason: publishedText({ max: 500 }).optional() };

export default defineCommand({
  name: 'event cancel',
  access,
  visibility,
  args,
  run: (call) => askFirst(call, call.args.event, { act: 'cancel', reason: call.args.reason }),
  steps: {
    confirm: defineStep({
      access,
      visibility,
      args,
      run: (call) => cancelEvent(call, call.args.event, call.args.reason),
    }),
    leave: defineStep({ visibility, run: leaveEvent }),
  },
});
