import { revokeRole } from '../src/communities/role-grants.ts';
import { confirmStepDownMessage, roleRevokedMessage } from '../src/communities/role-messages.ts';
import { Role } from '../src/database/generated/enums.ts';
import { choice } from '../src/kit/argument-types/choice.ts';
import { grantee } from '../src/kit/argument-types/references/grantee.ts';
import { and, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { textMessage } from '../src/message/build.ts';
import { memberDirectory } from '../src/people/member-directory.ts';
import { defineAction, defineCommand } from './define.ts';

const access = and(inCommunity, hasRole('admin'));
const visibility = 'private';
const args = { who: grantee(memberDirectory()), role: choice(Object.values(Role), 'roles') };

export default defineCommand({
  name: 'role revoke',
  help: { with: 'role grant' },
  access,
  visibility,
  args,
  async run(context) {
    const { who, role } = context.args;
    return (await revokeRole(context, who, role))
      ? roleRevokedMessage(context, who, role)
      : confirmStepDownMessage(context, who);
  },
  steps: {
    confirm: defineAction({
      access,
      visibility,
      args,
      async run(context) {
        const { who, role } = context.args;
        await revokeRole(context, who, role, true);
        return roleRevokedMessage(context, who, role);
      },
    }),
    leave: defineAction({ visibility, args, run: ({ t }) => textMessage(t('admins.kept')) }),
  },
});
