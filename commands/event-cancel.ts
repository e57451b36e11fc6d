import { ownEvent } from '../src/events/arguments.ts';
import { askToCancelOrPostpone, eventLeftMessage } from '../src/events/editing/confirm.ts';
import { cancelEvent } from '../src/events/service.ts';
import { publishedText } from '../src/kit/argument-types/published-text.ts';
import { and, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { defineAction, defineCommand } from './define.ts';

const access = and(inCommunity, hasRole('organiser'));
const visibility = 'private';
const args = { event: ownEvent(), reason: publishedText({ max: 500 }).optional() };

export default defineCommand({
  name: 'event cancel',
  access,
  visibility,
  args,
  run: (call) =>
    askToCancelOrPostpone(call, call.args.event, { action: 'cancel', reason: call.args.reason }),
  steps: {
    confirm: defineAction({
      access,
      visibility,
      args,
      run: (call) => cancelEvent(call, call.args.event, call.args.reason),
    }),
    leave: defineAction({ visibility, run: eventLeftMessage }),
  },
});
