import { alertServices } from '../src/alerts/approval/notices.ts';
import { ownDraft } from '../src/alerts/arguments/alert-argument.ts';
import { alertExpiry } from '../src/alerts/arguments/expiry-argument.ts';
import { alertText } from '../src/alerts/arguments/text-argument.ts';
import { readDraft } from '../src/alerts/authoring/drafts.ts';
import { editDraft } from '../src/alerts/authoring/edit-draft.ts';
import { draftPreviewMessage } from '../src/alerts/authoring/messages.ts';
import { alertLimits } from '../src/alerts/rules.ts';
import { requireCommunity } from '../src/context/command-context.ts';
import { Severity } from '../src/database/generated/enums.ts';
import { choice } from '../src/kit/argument-types/choice.ts';
import { clearable } from '../src/kit/argument-types/clearable.ts';
import { publishedText } from '../src/kit/argument-types/published-text.ts';
import { webLink } from '../src/kit/argument-types/web-link.ts';
import { and, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'alert edit',
  access: and(inCommunity, hasRole('moderator')),
  visibility: 'private',
  args: {
    alert: ownDraft(),
    severity: choice(Object.values(Severity), 'alerts.severity').optional(),
    title: publishedText({ max: alertLimits.title }).optional(),
    text: alertText().optional(),
    source: webLink().optional(),
    expires: alertExpiry().optional(),
    other_title: clearable(publishedText({ max: alertLimits.title })).optional(),
    other_text: clearable(alertText()).optional(),
  },
  async run({ args: { alert, ...change }, ...context }) {
    const author = { account: context.account, community: requireCommunity(context) };
    await editDraft(alertServices(context), author, alert, change);
    const preview = await readDraft(context, author, alert.id);
    return draftPreviewMessage(context, preview, author.account.id);
  },
});
