import { readApprovalRule, setApprovalRule } from '../src/alerts/approvers/approval-rule.ts';
import { createApproverNotices } from '../src/alerts/approvers/notices.ts';
import { approvalRuleMessage } from '../src/alerts/approvers/rule-messages.ts';
import { requireCommunity } from '../src/context/command-context.ts';
import { boolean } from '../src/kit/argument-types/boolean.ts';
import { and, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'alert rules',
  help: { section: 'admin', order: 70 },
  access: and(inCommunity, hasRole('admin')),
  visibility: 'private',
  args: { two_people: boolean().optional() },
  async run(context) {
    const { account, args } = context;
    const community = requireCommunity(context);
    if (args.two_people === undefined) {
      const rule = await readApprovalRule(context, community);
      return approvalRuleMessage(context, rule, account.id);
    }
    const services = { ...context, notices: createApproverNotices(context.publications) };
    const rule = await setApprovalRule(services, { community, account }, args.two_people);
    return approvalRuleMessage(context, rule, account.id, { isNew: true });
  },
});
