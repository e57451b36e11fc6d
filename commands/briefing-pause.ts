import { briefing } from '../src/briefings/arguments.ts';
import { pauseToggledMessage } from '../src/briefings/scheduling/messages.ts';
import { toggleBriefingPause } from '../src/briefings/scheduling/service.ts';
import { and, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'briefing pause',
  help: { section: 'editor', order: 40 },
  access: and(inCommunity, hasRole('editor')),
  visibility: 'private',
  args: { briefing: briefing() },
  async run(context) {
    return pauseToggledMessage(
      context,
      await toggleBriefingPause(context, context, context.args.briefing),
    );
  },
});
