import { textMessage } from '../src/message/build.ts';
import { deliveryOperators } from '../src/operations/access.ts';
import { publicationArgument } from '../src/operations/arguments.ts';
import { cancelMessage, controlledMessage } from '../src/operations/progress-message.ts';
import { controlPublication } from '../src/operations/publications/publication-control.ts';
import { trackPublication } from '../src/operations/publications/publication-progress.ts';
import { publicationLabel } from '../src/operations/publications/publication-view.ts';
import { defineAction, defineCommand } from './define.ts';

const visibility = 'private';
const args = { publication: publicationArgument('running') };

export default defineCommand({
  name: 'delivery cancel',
  help: { section: 'moderator', order: 90 },
  access: deliveryOperators,
  visibility,
  args,
  run: async (context) =>
    cancelMessage(context, await trackPublication(context, context.args.publication)),
  steps: {
    confirm: defineAction({
      access: deliveryOperators,
      visibility,
      args,
      async run(context) {
        const { publication } = context.args;
        const name = publicationLabel(context, publication);
        await controlPublication(context, publication, 'cancel', name);
        return controlledMessage(context, await trackPublication(context, publication), 'cancel');
      },
    }),
    leave: defineAction({
      access: deliveryOperators,
      visibility,
      args: { publication: publicationArgument() },
      run: ({ t }) => textMessage(t('delivery.keptRunning')),
    }),
  },
});
