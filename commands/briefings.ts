import { edition } from '../src/briefings/arguments.ts';
import { showEdition } from '../src/briefings/editions/show-edition.ts';
import { displayArguments, withDisplaySettings } from '../src/context/display-settings.ts';
import { inCommunity } from '../src/kit/define/access.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'briefings',
  access: inCommunity,
  isReadOnly: true,
  args: { edition: edition().optional().hide(), ...displayArguments },
  run: (call) => showEdition(withDisplaySettings(call, call.args), call.args.edition),
});
