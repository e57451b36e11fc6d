import { deliveryOperators } from '../src/operations/access.ts';
import { publicationArgument } from '../src/operations/arguments.ts';
import { overviewMessage } from '../src/operations/overview-message.ts';
import { progressMessage } from '../src/operations/progress-message.ts';
import {
  deliveryOverview,
  trackPublication,
} from '../src/operations/publications/publication-progress.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'delivery status',
  help: { section: 'moderator', order: 70 },
  access: deliveryOperators,
  visibility: 'private',
  args: { publication: publicationArgument().optional() },
  async run(context) {
    const { publication } = context.args;
    return publication
      ? progressMessage(context, await trackPublication(context, publication))
      : overviewMessage(context, await deliveryOverview(context));
  },
});
