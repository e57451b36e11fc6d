import { briefing } from '../src/briefings/arguments.ts';
import { editionMessages } from '../src/briefings/editions/messages.ts';
import { confirmSendMessage, sentNowReply } from '../src/briefings/editions/send-messages.ts';
import { planSendNow, sendEditionNow } from '../src/briefings/editions/send-now.ts';
import { integer } from '../src/kit/argument-types/integer.ts';
import { and, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { textMessage } from '../src/message/build.ts';
import { replyWithProgress } from '../src/operations/publish-reply-message.ts';
import { defineAction, defineCommand } from './define.ts';

const access = and(inCommunity, hasRole('editor'));
const visibility = 'private';
const confirmed = { briefing: briefing(), at: integer({ min: 0, max: 8_640_000_000_000_000 }) };

export default defineCommand({
  name: 'briefing send',
  help: { with: 'briefing preview' },
  access,
  visibility,
  args: { briefing: briefing() },
  async run(context) {
    const plan = await planSendNow(context, context.args.briefing);
    return confirmSendMessage(context, plan, context.account.id);
  },
  steps: {
    confirm: defineAction({
      access,
      visibility,
      args: confirmed,
      async run(context) {
        const { account, args } = context;
        const { db, publications, now, briefingSections } = context;
        const sent = await sendEditionNow(
          { db, publications, now, briefingSections, compose: editionMessages },
          args.briefing,
          { at: args.at, accountId: account.id },
        );
        return replyWithProgress(context, sentNowReply(context, sent));
      },
    }),
    leave: defineAction({
      access,
      visibility,
      args: confirmed,
      run: ({ t }) => textMessage(t('commands.briefing_send.left')),
    }),
  },
});
