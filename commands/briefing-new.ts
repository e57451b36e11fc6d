import { briefingLimits } from '../src/briefings/limits.ts';
import { briefingCreatedMessage } from '../src/briefings/messages.ts';
import { sectionList } from '../src/briefings/section-argument.ts';
import { sections } from '../src/briefings/sections.ts';
import { createBriefing } from '../src/briefings/service.ts';
import { requireCommunity } from '../src/context/command-context.ts';
import { publishedText } from '../src/kit/argument-types/published-text.ts';
import { and, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'briefing new',
  help: { section: 'editor', order: 10 },
  access: and(inCommunity, hasRole('editor')),
  visibility: 'private',
  args: {
    title: publishedText({ max: briefingLimits.title }),
    sections: sectionList().default(sections),
    other_title: publishedText({ max: briefingLimits.title }).optional(),
  },
  async run(context) {
    const { account, args } = context;
    await createBriefing(context, { account, community: requireCommunity(context) }, args);
    return briefingCreatedMessage(context, args);
  },
});
