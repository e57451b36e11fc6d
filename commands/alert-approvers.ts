import { alertServices } from '../src/alerts/approval/notices.ts';
import { addApprover } from '../src/alerts/approvers/add-approver.ts';
import { readApproverList } from '../src/alerts/approvers/approver-list.ts';
import { memberAccount } from '../src/alerts/approvers/arguments.ts';
import { approverListMessage } from '../src/alerts/approvers/list-message.ts';
import {
  approverAddedMessage,
  approverRemovedMessage,
  confirmApproverMessage,
} from '../src/alerts/approvers/messages.ts';
import { createApproverNotices } from '../src/alerts/approvers/notices.ts';
import { proposeApprover } from '../src/alerts/approvers/propose-approver.ts';
import { removeApprover } from '../src/alerts/approvers/remove-approver.ts';
import { grantRole } from '../src/communities/role-grants.ts';
import { type CommandContext, requireCommunity } from '../src/context/command-context.ts';
import { person } from '../src/kit/argument-types/references/person.ts';
import { text } from '../src/kit/argument-types/text.ts';
import { and, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { textMessage } from '../src/message/build.ts';
import { memberDirectory } from '../src/people/member-directory.ts';
import { defineAction, defineCommand } from './define.ts';

const access = and(inCommunity, hasRole('admin'));
const visibility = 'private';
const also = memberAccount().optional();

const adminOf = (context: CommandContext) => ({
  account: context.account,
  community: requireCommunity(context),
});

export default defineCommand({
  name: 'alert approvers',
  help: { section: 'admin', order: 80 },
  access,
  visibility,
  args: { who: person(memberDirectory()).optional(), also },
  async run(context) {
    const { who, also: other } = context.args;
    const admin = adminOf(context);
    const { account, community } = admin;
    if (who === undefined) {
      const approvers = await readApproverList(context, community);
      return approverListMessage(context, approvers, community, account.id);
    }
    const proposal = await proposeApprover(context, admin, { who, also: other });
    return confirmApproverMessage(context, proposal, community, account.id);
  },
  steps: {
    confirm: defineAction({
      access,
      visibility,
      args: { who: person(memberDirectory()), also, seen: text() },
      async run(context) {
        const { who, also: other, seen: fingerprint } = context.args;
        const admin = adminOf(context);
        const { proposal, isAdded } = await addApprover(
          {
            ...alertServices(context),
            approverNotices: createApproverNotices(context.publications),
          },
          admin,
          { who, also: other, fingerprint },
        );
        return isAdded
          ? approverAddedMessage(context, proposal)
          : confirmApproverMessage(context, proposal, admin.community, admin.account.id);
      },
    }),
    role: defineAction({
      access,
      visibility,
      args: { who: person(memberDirectory()), also },
      async run(context) {
        const input = { who: context.args.who, also: context.args.also };
        const admin = adminOf(context);
        const { hasRole: isModerator } = await proposeApprover(context, admin, input);
        if (!isModerator) await grantRole(context, input.who, 'moderator');
        const proposal = await proposeApprover(context, admin, input);
        return confirmApproverMessage(context, proposal, admin.community, admin.account.id);
      },
    }),
    leave: defineAction({
      visibility,
      args: { who: person(memberDirectory()), also },
      run: ({ t }) => textMessage(t('admins.kept')),
    }),
    remove: defineAction({
      access,
      visibility: 'popUp',
      args: { person: text() },
      async run(context) {
        const admin = adminOf(context);
        const removed = await removeApprover(context, admin, context.args.person);
        return approverRemovedMessage(context, removed, admin.community);
      },
    }),
  },
});
