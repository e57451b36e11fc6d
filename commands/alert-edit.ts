import { editDraft } from '../src/alerts/edit.ts';
import { expiry } from '../src/alerts/expiry.ts';
import { ownDraft } from '../src/alerts/pick.ts';
import { alertRules } from '../src/alerts/rules.ts';
import { alertText } from '../src/alerts/text.ts';
import { Severity } from '../src/database/generated/enums.ts';
import { and, hasRole, inCommunity } from '../src/kit/access.ts';
import { choice } from '../src/kit/kinds/choice.ts';
import { clearable } from '../src/kit/kinds/clearable.ts';
import { publishedText } from '../src/kit/kinds/published-text.ts';
import { webLink } from '../src/kit/kinds/web-link.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'alert edit',
  access: and(inCommunity, hasRole('moderator')),
  visibility: 'private',
  args: {
    alert: ownDraft(),
    severity: choice(Object.values(Severity), 'alerts.severity').optional(),
    title: publishedText({ max: alertRules.title }).optional(),
    text: alertText().optional(),
    source: webLink().optional(),
    expires: expiry().optional(),
    other_title: clearable(publishedText({ max: alertRules.title })).optional(),
    other_text: clearable(alertText()).optional(),
  },
  run: ({ args: { alert, ...change }, ...call }) => editDraft(call, alert, change),
});
