import { briefing } from '../src/briefings/arguments.ts';
import { editionPreviewMessage } from '../src/briefings/editions/send-messages.ts';
import { previewEdition } from '../src/briefings/editions/send-now.ts';
import { and, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'briefing preview',
  help: { section: 'editor', order: 30 },
  access: and(inCommunity, hasRole('editor')),
  visibility: 'private',
  args: { briefing: briefing() },
  async run(context) {
    return editionPreviewMessage(context, await previewEdition(context, context.args.briefing));
  },
});
