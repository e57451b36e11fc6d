import {
  askToList,
  giveRole,
  listApprover,
  unlistApprover,
} from '../src/alerts/approval/listing.ts';
import { memberAccount, showApprovers } from '../src/alerts/approval/show-approvers.ts';
import { and, hasRole, inCommunity } from '../src/kit/access.ts';
import { person } from '../src/kit/kinds/person.ts';
import { text } from '../src/kit/kinds/text.ts';
import { say } from '../src/message/build.ts';
import { findPeople } from '../src/people/find.ts';
import { defineCommand, defineStep } from './define.ts';

const access = and(inCommunity, hasRole('admin'));
const visibility = 'private';
const also = memberAccount().optional();

export default defineCommand({
  name: 'alert approvers',
  access,
  visibility,
  args: { who: person(findPeople()).optional(), also },
  run: (call) => {
    const { who, also: other } = call.args;
    return who === undefined ? showApprovers(call) : askToList(call, { who, also: other });
  },
  steps: {
    confirm: defineStep({
      access,
      visibility,
      args: { who: person(findPeople()), also, seen: text() },
      run: (call) => {
        const { who, also: other, seen } = call.args;
        return listApprover(call, { who, also: other, seen });
      },
    }),
    role: defineStep({
      access,
      visibility,
      args: { who: person(findPeople()), also },
      run: (call) => giveRole(call, { who: call.args.who, also: call.args.also }),
    }),
    leave: defineStep({
      visibility,
      args: { who: person(findPeople()), also },
      run: ({ t }) => say(t('admins.kept')),
    }),
    remove: defineStep({
      access,
      visibility,
      args: { person: text() },
      run: (call) => unlistApprover(call, call.args.person),
    }),
  },
});
