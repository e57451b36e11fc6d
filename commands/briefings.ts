import { edition } from '../src/briefings/arguments.ts';
import { editionMessage } from '../src/briefings/editions/edition-message.ts';
import { readEdition } from '../src/briefings/editions/read-edition.ts';
import { requireCommunity } from '../src/context/command-context.ts';
import { displayArguments, withDisplaySettings } from '../src/context/display-settings.ts';
import { inCommunity } from '../src/kit/define/access.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'briefings',
  help: { section: 'news', order: 20 },
  access: inCommunity,
  isReadOnly: true,
  args: { edition: edition().optional().hide(), ...displayArguments },
  async run(context) {
    const community = requireCommunity(context);
    const view = await readEdition(context, community.id, context.args.edition);
    return editionMessage(withDisplaySettings(context, context.args), view);
  },
});
