import { setRule, showRule } from '../src/alerts/approval/rule.ts';
import { and, hasRole, inCommunity } from '../src/kit/access.ts';
import { boolean } from '../src/kit/kinds/boolean.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'alert rules',
  access: and(inCommunity, hasRole('admin')),
  visibility: 'private',
  args: { two_people: boolean().optional() },
  run: (call) => {
    const { two_people: approval } = call.args;
    return approval === undefined ? showRule(call) : setRule(call, approval);
  },
});
