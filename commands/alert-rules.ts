import { setApprovalRule, showApprovalRule } from '../src/alerts/approval/approval-rule.ts';
import { boolean } from '../src/kit/argument-types/boolean.ts';
import { and, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'alert rules',
  access: and(inCommunity, hasRole('admin')),
  visibility: 'private',
  args: { two_people: boolean().optional() },
  run: (call) => {
    const { two_people: approval } = call.args;
    return approval === undefined ? showApprovalRule(call) : setApprovalRule(call, approval);
  },
});
