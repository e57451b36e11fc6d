import { briefing } from '../src/briefings/arguments.ts';
import { briefingSchedule } from '../src/briefings/schedule-argument.ts';
import { scheduleBriefing } from '../src/briefings/scheduling.ts';
import { timeZone } from '../src/kit/argument-types/time-zone.ts';
import { and, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'briefing schedule',
  access: and(inCommunity, hasRole('editor')),
  visibility: 'private',
  args: { briefing: briefing(), when: briefingSchedule(), zone: timeZone().optional() },
  run: (call) => {
    const { briefing: found, when, zone: asked } = call.args;
    return scheduleBriefing(call, found, when, asked ?? found.zone);
  },
});
