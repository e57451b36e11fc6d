import { briefingLimits } from '../src/briefings/limits.ts';
import { sectionList, sections } from '../src/briefings/sections.ts';
import { createBriefing } from '../src/briefings/service.ts';
import { publishedText } from '../src/kit/argument-types/published-text.ts';
import { and, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'briefing new',
  access: and(inCommunity, hasRole('editor')),
  visibility: 'private',
  args: {
    title: publishedText({ max: briefingLimits.title }),
    sections: sectionList().default(sections),
    other_title: publishedText({ max: briefingLimits.title }).optional(),
  },
  run: (call) => createBriefing(call, call.args),
});
