import { briefing } from '../src/briefings/pick.ts';
import { rhythm } from '../src/briefings/rhythm.ts';
import { scheduleBriefing } from '../src/briefings/timing.ts';
import { and, hasRole, inCommunity } from '../src/kit/access.ts';
import { zone } from '../src/kit/kinds/zone.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'briefing schedule',
  access: and(inCommunity, hasRole('editor')),
  visibility: 'private',
  args: { briefing: briefing(), when: rhythm(), zone: zone().optional() },
  run: (call) => {
    const { briefing: found, when, zone: asked } = call.args;
    return scheduleBriefing(call, found, when, asked ?? found.zone);
  },
});
