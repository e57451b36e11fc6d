import { grantRole } from '../src/communities/role-grants.ts';
import { roleGrantedMessage } from '../src/communities/role-messages.ts';
import { Role } from '../src/database/generated/enums.ts';
import { choice } from '../src/kit/argument-types/choice.ts';
import { grantee } from '../src/kit/argument-types/references/grantee.ts';
import { and, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { memberDirectory } from '../src/people/member-directory.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'role grant',
  help: { section: 'admin', order: 50 },
  access: and(inCommunity, hasRole('admin')),
  visibility: 'private',
  args: { who: grantee(memberDirectory()), role: choice(Object.values(Role), 'roles') },
  async run(context) {
    const { who, role } = context.args;
    await grantRole(context, who, role);
    return roleGrantedMessage(context, who, role);
  },
});
