import { expiry } from '../src/alerts/expiry.ts';
import { alertRules } from '../src/alerts/rules.ts';
import { discardDraft, draftAlert, sendDraft } from '../src/alerts/send.ts';
import { alertText } from '../src/alerts/text.ts';
import { Severity } from '../src/database/generated/enums.ts';
import { and, hasRole, inCommunity } from '../src/kit/access.ts';
import { form } from '../src/kit/form.ts';
import { boolean } from '../src/kit/kinds/boolean.ts';
import { choice } from '../src/kit/kinds/choice.ts';
import { publishedText } from '../src/kit/kinds/published-text.ts';
import { text } from '../src/kit/kinds/text.ts';
import { webLink } from '../src/kit/kinds/web-link.ts';
import { defineCommand, defineStep } from './define.ts';

const access = and(inCommunity, hasRole('moderator'));
const visibility = 'private';
const draft = text({ max: 50 });

export default defineCommand({
  name: 'alert send',
  access,
  visibility,
  args: {
    severity: choice(Object.values(Severity), 'alerts.severity'),
    title: publishedText({ max: alertRules.title }),
    ...form({ text: alertText() }),
    source: webLink(),
    expires: expiry().optional(),
    other_title: publishedText({ max: alertRules.title }).optional(),
    ...form({ other_text: alertText().optional() }),
    drill: boolean().optional(),
  },
  run: (call) => draftAlert(call, call.args),
  steps: {
    confirm: defineStep({
      access,
      visibility,
      // When what was looked at was written: an edit makes it another.
      args: { draft, seen: text({ max: 50 }) },
      run: (call) => sendDraft(call, call.args),
    }),
    discard: defineStep({
      access,
      visibility,
      args: { draft },
      run: (call) => discardDraft(call, call.args.draft),
    }),
  },
});
