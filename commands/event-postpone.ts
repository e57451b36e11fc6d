import { ownEvent } from '../src/events/arguments.ts';
import { askToCancelOrPostpone, eventLeftMessage } from '../src/events/editing/confirm.ts';
import { postponeEvent } from '../src/events/service.ts';
import { date } from '../src/kit/argument-types/date.ts';
import { publishedText } from '../src/kit/argument-types/published-text.ts';
import { and, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { defineAction, defineCommand } from './define.ts';

const access = and(inCommunity, hasRole('organiser'));
const visibility = 'private';
const args = {
  event: ownEvent(),
  when: date({ several: true }).optional(),
  reason: publishedText({ max: 500 }).optional(),
};

export default defineCommand({
  name: 'event postpone',
  access,
  visibility,
  args,
  run: ({ args: { event, ...asked }, ...call }) =>
    askToCancelOrPostpone(call, event, { action: 'postpone', ...asked }),
  steps: {
    confirm: defineAction({
      access,
      visibility,
      args,
      run: (call) => postponeEvent(call, call.args.event, call.args.when, call.args.reason),
    }),
    leave: defineAction({ visibility, run: eventLeftMessage }),
  },
});
