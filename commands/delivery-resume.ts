import { deliveryOperators } from '../src/operations/access.ts';
import { publicationArgument } from '../src/operations/arguments.ts';
import { controlledMessage } from '../src/operations/progress-message.ts';
import { controlPublication } from '../src/operations/publications/publication-control.ts';
import { trackPublication } from '../src/operations/publications/publication-progress.ts';
import { publicationLabel } from '../src/operations/publications/publication-view.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'delivery resume',
  help: { with: 'delivery pause' },
  access: deliveryOperators,
  visibility: 'private',
  args: { publication: publicationArgument('paused') },
  async run(context) {
    const { publication } = context.args;
    const name = publicationLabel(context, publication);
    await controlPublication(context, publication, 'resume', name);
    return controlledMessage(context, await trackPublication(context, publication), 'resume');
  },
});
