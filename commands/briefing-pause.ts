import { briefing } from '../src/briefings/pick.ts';
import { togglePause } from '../src/briefings/timing.ts';
import { and, hasRole, inCommunity } from '../src/kit/access.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'briefing pause',
  access: and(inCommunity, hasRole('editor')),
  visibility: 'private',
  args: { briefing: briefing() },
  run: (call) => togglePause(call, call.args.briefing),
});
