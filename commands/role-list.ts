import { listRoles } from '../src/communities/role-grants.ts';
import { roleListMessage } from '../src/communities/role-messages.ts';
import { and, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'role list',
  help: { section: 'admin', order: 60 },
  access: and(inCommunity, hasRole('admin')),
  visibility: 'private',
  run: async (context) => roleListMessage(context, await listRoles(context)),
});
