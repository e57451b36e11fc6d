import { operators } from '../src/communities/desk/access.ts';
import { communityChat, publication } from '../src/communities/desk/pick.ts';
import { whyMessage } from '../src/communities/desk/why.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'delivery why',
  access: operators,
  visibility: 'private',
  args: { publication: publication(), chat: communityChat() },
  run: (call) => whyMessage(call, call.args.publication, call.args.chat),
});
