import { approvalRequestedMessage } from '../src/alerts/approval/messages.ts';
import { alertServices } from '../src/alerts/approval/notices.ts';
import { newAlertArguments } from '../src/alerts/arguments/field-arguments.ts';
import { createDraft, discardDraft, readDraft } from '../src/alerts/authoring/drafts.ts';
import { draftPreviewMessage } from '../src/alerts/authoring/messages.ts';
import { sendDraft } from '../src/alerts/authoring/send-draft.ts';
import { publishedReply } from '../src/alerts/corrections/messages.ts';
import { type CommandContext, requireCommunity } from '../src/context/command-context.ts';
import { boolean } from '../src/kit/argument-types/boolean.ts';
import { text } from '../src/kit/argument-types/text.ts';
import { and, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { textMessage } from '../src/message/build.ts';
import { replyWithProgress } from '../src/operations/publish-reply-message.ts';
import { savePictureChange } from '../src/pictures/picture-arguments.ts';
import { defineAction, defineCommand } from './define.ts';

const access = and(inCommunity, hasRole('moderator'));
const visibility = 'private';
const draft = text({ max: 50 });

const authorOf = (context: CommandContext) => ({
  account: context.account,
  community: requireCommunity(context),
});

export default defineCommand({
  name: 'alert send',
  help: { section: 'moderator', order: 10 },
  access,
  visibility,
  args: {
    ...newAlertArguments(),
    drill: boolean().optional(),
  },
  async run({ args: { drill: isDrill, ...alert }, ...context }) {
    const author = authorOf(context);
    const picture = await savePictureChange(context, alert, false);
    const id = await createDraft(context, author, { ...alert, ...picture, isDrill });
    return draftPreviewMessage(context, await readDraft(context, author, id), author.account.id);
  },
  steps: {
    confirm: defineAction({
      access,
      visibility,
      // `seen`: when the draft that was shown was written.
      args: { draft, seen: text({ max: 50 }) },
      async run(context) {
        const { draft: id, seen } = context.args;
        const submission = await sendDraft(alertServices(context), authorOf(context), { id, seen });
        return submission.kind === 'request'
          ? approvalRequestedMessage(context, submission.request)
          : replyWithProgress(context, publishedReply(context, submission));
      },
    }),
    discard: defineAction({
      access,
      visibility,
      args: { draft },
      async run(context) {
        await discardDraft(alertServices(context), authorOf(context), context.args.draft);
        return textMessage(context.t('alerts.discarded'));
      },
    }),
  },
});
