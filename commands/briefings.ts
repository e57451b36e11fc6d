import { showEdition } from '../src/briefings/latest.ts';
import { edition } from '../src/briefings/pick.ts';
import { inCommunity } from '../src/kit/access.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'briefings',
  access: inCommunity,
  args: { edition: edition().optional().hide() },
  run: (call) => showEdition(call, call.args.edition),
});
