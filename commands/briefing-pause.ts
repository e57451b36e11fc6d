import { briefing } from '../src/briefings/arguments.ts';
import { toggleBriefingPause } from '../src/briefings/scheduling.ts';
import { and, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'briefing pause',
  access: and(inCommunity, hasRole('editor')),
  visibility: 'private',
  args: { briefing: briefing() },
  run: (call) => toggleBriefingPause(call, call.args.briefing),
});
