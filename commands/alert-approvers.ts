import {
  addApprover,
  askToAddApprover,
  grantModeratorRole,
  removeApprover,
} from '../src/alerts/approvers/manage-approvers.ts';
import { memberAccount, showApprovers } from '../src/alerts/approvers/show-approvers.ts';
import { person } from '../src/kit/argument-types/person.ts';
import { text } from '../src/kit/argument-types/text.ts';
import { and, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { textMessage } from '../src/message/build.ts';
import { memberDirectory } from '../src/people/member-directory.ts';
import { defineAction, defineCommand } from './define.ts';

const access = and(inCommunity, hasRole('admin'));
const visibility = 'private';
const also = memberAccount().optional();

export default defineCommand({
  name: 'alert approvers',
  access,
  visibility,
  args: { who: person(memberDirectory()).optional(), also },
  run: (call) => {
    const { who, also: other } = call.args;
    return who === undefined ? showApprovers(call) : askToAddApprover(call, { who, also: other });
  },
  steps: {
    confirm: defineAction({
      access,
      visibility,
      args: { who: person(memberDirectory()), also, seen: text() },
      run: (call) => {
        const { who, also: other, seen } = call.args;
        return addApprover(call, { who, also: other, seen });
      },
    }),
    role: defineAction({
      access,
      visibility,
      args: { who: person(memberDirectory()), also },
      run: (call) => grantModeratorRole(call, { who: call.args.who, also: call.args.also }),
    }),
    leave: defineAction({
      visibility,
      args: { who: person(memberDirectory()), also },
      run: ({ t }) => textMessage(t('admins.kept')),
    }),
    remove: defineAction({
      access,
      visibility,
      args: { person: text() },
      run: (call) => removeApprover(call, call.args.person),
    }),
  },
});
