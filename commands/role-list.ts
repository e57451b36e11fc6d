import { listRoles } from '../src/communities/grants.ts';
import { and, hasRole, inCommunity } from '../src/kit/access.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'role list',
  access: and(inCommunity, hasRole('admin')),
  visibility: 'private',
  run: listRoles,
});
