import { askFirst, leaveEvent } from '../src/events/ask.ts';
import { postponeEvent } from '../src/events/organise.ts';
import { ownEvent } from '../src/events/pick.ts';
import { and, hasRole, inCommunity } from '../src/kit/access.ts';
import { date } from '../src/kit/kinds/date.ts';
import { publishedText } from '../src/kit/kinds/published-text.ts';
import { defineCommand, defineStep } from './define.ts';

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
    askFirst(call, event, { act: 'postpone', ...asked }),
  steps: {
    confirm: defineStep({
      access,
      visibility,
      args,
      run: (call) => postponeEvent(call, call.args.event, call.args.when, call.args.reason),
    }),
    leave: defineStep({ visibility, run: leaveEvent }),
  },
});
