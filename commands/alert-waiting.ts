import { approveRequest, declineRequest, withdrawRequest } from '../src/alerts/approval/decide.ts';
import { pendingRequest, showPendingRequests } from '../src/alerts/approval/pending-requests.ts';
import { text } from '../src/kit/argument-types/text.ts';
import { and, everyone, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { defineAction, defineCommand } from './define.ts';

const visibility = 'private';
// Asked in private, where another community may be the current one: who may is asked of the alert's own.
const access = everyone;
const args = { request: text({ max: 50 }) };

export default defineCommand({
  name: 'alert waiting',
  access: and(inCommunity, hasRole('moderator')),
  visibility,
  args: { request: pendingRequest().optional() },
  run: (call) => showPendingRequests(call, call.args.request),
  steps: {
    approve: defineAction({
      access,
      visibility,
      args,
      run: (call) => approveRequest(call, call.args.request),
    }),
    decline: defineAction({
      access,
      visibility,
      args,
      run: (call) => declineRequest(call, call.args.request),
    }),
    withdraw: defineAction({
      access,
      visibility,
      args,
      run: (call) => withdrawRequest(call, call.args.request),
    }),
  },
});
