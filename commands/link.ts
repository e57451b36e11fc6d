import { text } from '../src/kit/argument-types/text.ts';
import { inPrivate } from '../src/kit/define/access.ts';
import {
  confirmLink,
  redeemLinkCode,
  rejectLink,
  startLink,
} from '../src/people/linking/link-accounts.ts';
import {
  linkCodeMessage,
  linkedMessage,
  linkPendingMessage,
  linkQuestionMessage,
  linkRejectedMessage,
} from '../src/people/linking/link-messages.ts';
import { createLinkNotices } from '../src/people/linking/link-notices.ts';
import { defineAction, defineCommand } from './define.ts';

const access = inPrivate;
const visibility = 'private';

export default defineCommand({
  name: 'link',
  help: { section: 'yours', order: 40 },
  access,
  visibility,
  args: { code: text({ max: 20 }).optional() },
  async run(context) {
    const { code } = context.args;
    if (code === undefined) return linkCodeMessage(context, await startLink(context));
    const question = await redeemLinkCode(context, createLinkNotices(context), code);
    return linkPendingMessage(context, question, context.now);
  },
  steps: {
    confirm: defineAction({
      access,
      args: { code: text(), seen: text().optional() },
      visibility,
      async run(context) {
        const question = await confirmLink(context, createLinkNotices(context), context.args);
        return question
          ? linkQuestionMessage(context, question, context.now)
          : linkedMessage(context);
      },
    }),
    refuse: defineAction({
      access,
      args: { code: text() },
      visibility,
      async run(context) {
        await rejectLink(context, createLinkNotices(context), context.args.code);
        return linkRejectedMessage(context);
      },
    }),
  },
});
