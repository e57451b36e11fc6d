import { briefing } from '../src/briefings/arguments.ts';
import { briefingLimits } from '../src/briefings/limits.ts';
import { itemAddedMessage } from '../src/briefings/messages.ts';
import { addBriefingItem } from '../src/briefings/service.ts';
import { publishedText } from '../src/kit/argument-types/published-text.ts';
import { webLink } from '../src/kit/argument-types/web-link.ts';
import { and, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { form } from '../src/kit/define/form.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'briefing item',
  help: { section: 'editor', order: 20 },
  access: and(inCommunity, hasRole('editor')),
  visibility: 'private',
  args: {
    briefing: briefing(),
    title: publishedText({ max: briefingLimits.itemTitle }),
    ...form({ text: publishedText({ max: briefingLimits.itemText, isMultiline: true }) }),
    source: webLink(),
    other_title: publishedText({ max: briefingLimits.itemTitle }).optional(),
    ...form({
      other_text: publishedText({ max: briefingLimits.itemText, isMultiline: true }).optional(),
    }),
  },
  async run({ args: { briefing: found, ...item }, ...context }) {
    const added = await addBriefingItem(context, context.account, found, item);
    return itemAddedMessage(context, added);
  },
});
