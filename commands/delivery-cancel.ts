import { textMessage } from '../src/message/build.ts';
import { deliveryOperators } from '../src/operations/access.ts';
import { publicationArgument } from '../src/operations/arguments.ts';
import { confirmCancellation, controlPublication } from '../src/operations/publication-control.ts';
import { defineAction, defineCommand } from './define.ts';

const visibility = 'private';
const args = { publication: publicationArgument('running') };

export default defineCommand({
  name: 'delivery cancel',
  access: deliveryOperators,
  visibility,
  args,
  run: (call) => confirmCancellation(call, call.args.publication),
  steps: {
    confirm: defineAction({
      access: deliveryOperators,
      visibility,
      args,
      run: (call) => controlPublication(call, call.args.publication, 'cancel'),
    }),
    leave: defineAction({
      access: deliveryOperators,
      visibility,
      args: { publication: publicationArgument() },
      run: ({ t }) => textMessage(t('delivery.keptRunning')),
    }),
  },
});
