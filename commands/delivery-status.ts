import { deliveryOperators } from '../src/operations/access.ts';
import { publicationArgument } from '../src/operations/arguments.ts';
import { overviewMessage, progressMessage } from '../src/operations/progress-message.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'delivery status',
  access: deliveryOperators,
  visibility: 'private',
  args: { publication: publicationArgument().optional() },
  run: (call) =>
    call.args.publication ? progressMessage(call, call.args.publication) : overviewMessage(call),
});
