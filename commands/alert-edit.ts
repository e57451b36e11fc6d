import { hasPicture } from '../src/alerts/alert-view.ts';
import { alertServices } from '../src/alerts/approval/notices.ts';
import { ownDraft } from '../src/alerts/arguments/alert-argument.ts';
import { editAlertArguments } from '../src/alerts/arguments/field-arguments.ts';
import { readDraft } from '../src/alerts/authoring/drafts.ts';
import { editDraft } from '../src/alerts/authoring/edit-draft.ts';
import { draftPreviewMessage } from '../src/alerts/authoring/messages.ts';
import { requireCommunity } from '../src/context/command-context.ts';
import { and, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { savePictureChange } from '../src/pictures/picture-arguments.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: 'alert edit',
  help: { section: 'moderator', order: 20 },
  access: and(inCommunity, hasRole('moderator')),
  visibility: 'private',
  args: {
    alert: ownDraft(),
    ...editAlertArguments(),
  },
  async run({ args: { alert, ...change }, ...context }) {
    const author = { account: context.account, community: requireCommunity(context) };
    const picture = await savePictureChange(context, change, hasPicture(alert));
    await editDraft(alertServices(context), author, alert, { ...change, ...picture });
    const preview = await readDraft(context, author, alert.id);
    return draftPreviewMessage(context, preview, author.account.id);
  },
});
