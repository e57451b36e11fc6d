import { deliveryOperators } from '../src/operations/access.ts';
import { communityChatArgument, publicationArgument } from '../src/operations/arguments.ts';
import { explanationMessage } from '../src/operations/explanation-message.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'delivery why',
  access: deliveryOperators,
  visibility: 'private',
  args: { publication: publicationArgument(), chat: communityChatArgument() },
  run: (call) => explanationMessage(call, call.args.publication, call.args.chat),
});
