import { deliveryOperators } from '../src/operations/access.ts';
import { communityChatArgument, publicationArgument } from '../src/operations/arguments.ts';
import { explanationMessage } from '../src/operations/explanation-message.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'delivery why',
  help: { section: 'moderator', order: 110 },
  access: deliveryOperators,
  visibility: 'private',
  args: { publication: publicationArgument(), chat: communityChatArgument() },
  async run(context) {
    const { publication, chat } = context.args;
    const explanation = await context.deliveryAdmin.explain(publication.id, chat.id);
    return explanationMessage(context, publication, chat, explanation);
  },
});
