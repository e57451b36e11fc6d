import { approve, decline, withdraw } from '../src/alerts/approval/decide.ts';
import { showWaiting, waitingRequest } from '../src/alerts/approval/waiting.ts';
import { and, everyone, hasRole, inCommunity } from '../src/kit/access.ts';
import { text } from '../src/kit/kinds/text.ts';
import { defineCommand, defineStep } from './define.ts';

const visibility = 'private';
// Asked in private, where another community may be the current one: who may is asked of the alert's own.
const access = everyone;
const args = { request: text({ max: 50 }) };

export default defineCommand({
  name: 'alert waiting',
  access: and(inCommunity, hasRole('moderator')),
  visibility,
  args: { request: waitingRequest().optional() },
  run: (call) => showWaiting(call, call.args.request),
  steps: {
    approve: defineStep({
      access,
      visibility,
      args,
      run: (call) => approve(call, call.args.request),
    }),
    decline: defineStep({
      access,
      visibility,
      args,
      run: (call) => decline(call, call.args.request),
    }),
    withdraw: defineStep({
      access,
      visibility,
      args,
      run: (call) => withdraw(call, call.args.request),
    }),
  },
});
