import { briefing } from '../src/briefings/pick.ts';
import { previewEdition } from '../src/briefings/send.ts';
import { and, hasRole, inCommunity } from '../src/kit/access.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'briefing preview',
  access: and(inCommunity, hasRole('editor')),
  visibility: 'private',
  args: { briefing: briefing() },
  run: (call) => previewEdition(call, call.args.briefing),
});
