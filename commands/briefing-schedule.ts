import { briefing } from '../src/briefings/arguments.ts';
import { briefingScheduledMessage } from '../src/briefings/scheduling/messages.ts';
import { briefingSchedule } from '../src/briefings/scheduling/schedule-argument.ts';
import { scheduleBriefing } from '../src/briefings/scheduling/service.ts';
import { timeZone } from '../src/kit/argument-types/dates/time-zone.ts';
import { and, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'briefing schedule',
  help: { with: 'briefing new' },
  access: and(inCommunity, hasRole('editor')),
  visibility: 'private',
  args: { briefing: briefing(), when: briefingSchedule(), zone: timeZone().optional() },
  async run(context) {
    const { briefing: found, when: cron, zone = found.zone } = context.args;
    const scheduled = await scheduleBriefing(context, context.account, found, { cron, zone });
    return briefingScheduledMessage(context, scheduled);
  },
});
