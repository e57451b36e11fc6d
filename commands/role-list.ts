import { listRoles } from '../src/communities/role-grants.ts';
import { and, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'role list',
  access: and(inCommunity, hasRole('admin')),
  visibility: 'private',
  run: listRoles,
});
