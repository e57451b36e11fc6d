import { createDraft, discardDraft, sendDraft } from '../src/alerts/authoring/drafts.ts';
import { alertExpiry } from '../src/alerts/expiry-argument.ts';
import { alertLimits } from '../src/alerts/rules.ts';
import { alertText } from '../src/alerts/text-argument.ts';
import { Severity } from '../src/database/generated/enums.ts';
import { boolean } from '../src/kit/argument-types/boolean.ts';
import { choice } from '../src/kit/argument-types/choice.ts';
import { publishedText } from '../src/kit/argument-types/published-text.ts';
import { text } from '../src/kit/argument-types/text.ts';
import { webLink } from '../src/kit/argument-types/web-link.ts';
import { and, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { form } from '../src/kit/define/form.ts';
import { defineAction, defineCommand } from './define.ts';

const access = and(inCommunity, hasRole('moderator'));
const visibility = 'private';
const draft = text({ max: 50 });

export default defineCommand({
  name: 'alert send',
  access,
  visibility,
  args: {
    severity: choice(Object.values(Severity), 'alerts.severity'),
    title: publishedText({ max: alertLimits.title }),
    ...form({ text: alertText() }),
    source: webLink(),
    expires: alertExpiry().optional(),
    other_title: publishedText({ max: alertLimits.title }).optional(),
    ...form({ other_text: alertText().optional() }),
    drill: boolean().optional(),
  },
  run: ({ args: { drill: isDrill, ...alert }, ...call }) =>
    createDraft(call, { ...alert, isDrill }),
  steps: {
    confirm: defineAction({
      access,
      visibility,
      // When what was looked at was written: an edit makes it another.
      args: { draft, seen: text({ max: 50 }) },
      run: (call) => sendDraft(call, call.args),
    }),
    discard: defineAction({
      access,
      visibility,
      args: { draft },
      run: (call) => discardDraft(call, call.args.draft),
    }),
  },
});
