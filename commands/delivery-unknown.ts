import { choice } from '../src/kit/argument-types/choice.ts';
import { text } from '../src/kit/argument-types/text.ts';
import { deliveryOperators } from '../src/operations/access.ts';
import { communityChatArgument, publicationArgument } from '../src/operations/arguments.ts';
import {
  listUnknownDeliveries,
  resolveUnknown,
  unknownResolutions,
} from '../src/operations/unknown/unknown-deliveries.ts';
import { resolvedMessage, unknownListMessage } from '../src/operations/unknown/unknown-message.ts';
import { defineAction, defineCommand } from './define.ts';

const visibility = 'private';
const args = {
  publication: publicationArgument().optional(),
  chat: communityChatArgument().optional(),
};

export default defineCommand({
  name: 'delivery unknown',
  help: { section: 'moderator', order: 100 },
  access: deliveryOperators,
  visibility,
  args,
  run: async (context) =>
    unknownListMessage(context, context.args, await listUnknownDeliveries(context, context.args)),
  steps: {
    settle: defineAction({
      access: deliveryOperators,
      visibility,
      args: {
        ...args,
        finding: choice(unknownResolutions, 'delivery.findings'),
        delivery: text({ max: 50 }).optional(),
      },
      async run(context) {
        const { args } = context;
        const count = await resolveUnknown(context, args, args.finding, args.delivery);
        const rest = await listUnknownDeliveries(context, args);
        return resolvedMessage(context, args, { resolution: args.finding, count }, rest);
      },
    }),
  },
});
