import { revokeRole } from '../src/communities/grants.ts';
import { Role } from '../src/database/generated/enums.ts';
import { and, hasRole, inCommunity } from '../src/kit/access.ts';
import { choice } from '../src/kit/kinds/choice.ts';
import { grantee } from '../src/kit/kinds/grantee.ts';
import { say } from '../src/message/build.ts';
import { findPeople } from '../src/people/find.ts';
import { defineCommand, defineStep } from './define.ts';

const access = and(inCommunity, hasRole('admin'));
const visibility = 'private';
const args = { who: grantee(findPeople()), role: choice(Object.values(Role), 'roles') };

export default defineCommand({
  name: 'role revoke',
  access,
  visibility,
  args,
  run: (call) => revokeRole(call, call.args.who, call.args.role),
  steps: {
    confirm: defineStep({
      access,
      visibility,
      args,
      run: (call) => revokeRole(call, call.args.who, call.args.role, true),
    }),
    leave: defineStep({ visibility, args, run: ({ t }) => say(t('admins.kept')) }),
  },
});
