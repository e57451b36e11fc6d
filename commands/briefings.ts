import { showEdition } from '../src/briefings/latest.ts';
import { edition } from '../src/briefings/pick.ts';
import { asStands, standing } from '../src/communities/standing.ts';
import { inCommunity } from '../src/kit/access.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'briefings',
  access: inCommunity,
  readsOnly: true,
  args: { edition: edition().optional().hide(), ...standing },
  run: (call) => showEdition(asStands(call, call.args), call.args.edition),
});
