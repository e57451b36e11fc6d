import { choice } from '../src/kit/argument-types/choice.ts';
import { text } from '../src/kit/argument-types/text.ts';
import { deliveryOperators } from '../src/operations/access.ts';
import { communityChatArgument, publicationArgument } from '../src/operations/arguments.ts';
import {
  resolveUnknown,
  unknownListMessage,
  unknownResolutions,
} from '../src/operations/unknown-deliveries.ts';
import { defineAction, defineCommand } from './define.ts';

const visibility = 'private';
const args = {
  publication: publicationArgument().optional(),
  chat: communityChatArgument().optional(),
};

export default defineCommand({
  name: 'delivery unknown',
  access: deliveryOperators,
  visibility,
  args,
  run: (call) => unknownListMessage(call, call.args),
  steps: {
    settle: defineAction({
      access: deliveryOperators,
      visibility,
      args: {
        ...args,
        finding: choice(unknownResolutions, 'delivery.findings'),
        delivery: text({ max: 50 }).optional(),
      },
      run: (call) => resolveUnknown(call, call.args, call.args.finding, call.args.delivery),
    }),
  },
});
