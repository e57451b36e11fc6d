import { createBriefing } from '../src/briefings/keep.ts';
import { briefingRules } from '../src/briefings/rules.ts';
import { sectionList, sections } from '../src/briefings/sections.ts';
import { and, hasRole, inCommunity } from '../src/kit/access.ts';
import { publishedText } from '../src/kit/kinds/published-text.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'briefing new',
  access: and(inCommunity, hasRole('editor')),
  visibility: 'private',
  args: {
    title: publishedText({ max: briefingRules.title }),
    sections: sectionList().default(sections),
    other_title: publishedText({ max: briefingRules.title }).optional(),
  },
  run: (call) => createBriefing(call, call.args),
});
