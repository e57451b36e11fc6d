import { revokeRole } from '../src/communities/role-grants.ts';
import { Role } from '../src/database/generated/enums.ts';
import { choice } from '../src/kit/argument-types/choice.ts';
import { grantee } from '../src/kit/argument-types/grantee.ts';
import { and, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { textMessage } from '../src/message/build.ts';
import { memberDirectory } from '../src/people/member-directory.ts';
import { defineAction, defineCommand } from './define.ts';

const access = and(inCommunity, hasRole('admin'));
const visibility = 'private';
const args = { who: grantee(memberDirectory()), role: choice(Object.values(Role), 'roles') };

export default defineCommand({
  name: 'role revoke',
  access,
  visibility,
  args,
  run: (call) => revokeRole(call, call.args.who, call.args.role),
  steps: {
    confirm: defineAction({
      access,
      visibility,
      args,
      run: (call) => revokeRole(call, call.args.who, call.args.role, true),
    }),
    leave: defineAction({ visibility, args, run: ({ t }) => textMessage(t('admins.kept')) }),
  },
});
