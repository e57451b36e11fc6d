import { grantRole } from '../src/communities/grants.ts';
import { Role } from '../src/database/generated/enums.ts';
import { and, hasRole, inCommunity } from '../src/kit/access.ts';
import { choice } from '../src/kit/kinds/choice.ts';
import { grantee } from '../src/kit/kinds/grantee.ts';
import { findPeople } from '../src/people/find.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'role grant',
  access: and(inCommunity, hasRole('admin')),
  visibility: 'private',
  args: { who: grantee(findPeople()), role: choice(Object.values(Role), 'roles') },
  run: (call) => grantRole(call, call.args.who, call.args.role),
});
