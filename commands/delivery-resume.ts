import { deliveryOperators } from '../src/operations/access.ts';
import { publicationArgument } from '../src/operations/arguments.ts';
import { controlPublication } from '../src/operations/publication-control.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'delivery resume',
  access: deliveryOperators,
  visibility: 'private',
  args: { publication: publicationArgument('paused') },
  run: (call) => controlPublication(call, call.args.publication, 'resume'),
});
