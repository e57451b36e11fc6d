import { addItem } from '../src/briefings/keep.ts';
import { briefing } from '../src/briefings/pick.ts';
import { briefingRules } from '../src/briefings/rules.ts';
import { and, hasRole, inCommunity } from '../src/kit/access.ts';
import { form } from '../src/kit/form.ts';
import { publishedText } from '../src/kit/kinds/published-text.ts';
import { webLink } from '../src/kit/kinds/web-link.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'briefing item',
  access: and(inCommunity, hasRole('editor')),
  visibility: 'private',
  args: {
    briefing: briefing(),
    title: publishedText({ max: briefingRules.itemTitle }),
    ...form({ text: publishedText({ max: briefingRules.itemText, multiline: true }) }),
    source: webLink(),
    other_title: publishedText({ max: briefingRules.itemTitle }).optional(),
    ...form({
      other_text: publishedText({ max: briefingRules.itemText, multiline: true }).optional(),
    }),
  },
  run: ({ args: { briefing: found, ...item }, ...call }) => addItem(call, found, item),
});
