import { operators } from '../src/communities/desk/access.ts';
import { publication } from '../src/communities/desk/pick.ts';
import { overview, publicationStatus } from '../src/communities/desk/status.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'delivery status',
  access: operators,
  visibility: 'private',
  args: { publication: publication().optional() },
  run: (call) =>
    call.args.publication ? publicationStatus(call, call.args.publication) : overview(call),
});
