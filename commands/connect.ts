import { unconnectedChat } from '../src/communities/connections/arguments.ts';
import {
  confirmConnection,
  redeemConnectionCode,
  redeemOwnConnectionCode,
  rejectConnection,
  requestOwnConnection,
  startConnection,
} from '../src/communities/connections/connect.ts';
import {
  connectionConfirmedMessage,
  connectionPendingMessage,
  connectionRejectedMessage,
  connectionStartMessage,
} from '../src/communities/connections/connect-messages.ts';
import { createConnectionNotices } from '../src/communities/connections/connect-notices.ts';
import { text } from '../src/kit/argument-types/text.ts';
import { defineAction, defineCommand } from './define.ts';

const visibility = 'private';
const args = { code: text() };

export default defineCommand({
  name: 'connect',
  help: { section: 'admin', order: 10 },
  visibility,
  args: { code: text({ max: 20 }).optional(), chat: unconnectedChat().optional() },
  async run(context) {
    const { code, chat } = context.args;
    if (code === undefined) return connectionStartMessage(context, await startConnection(context));
    await redeemConnectionCode(context, createConnectionNotices(context), code, chat);
    return connectionPendingMessage(context);
  },
  steps: {
    here: defineAction({
      args,
      visibility,
      async run(context) {
        const notices = createConnectionNotices(context);
        await redeemOwnConnectionCode(context, notices, context.args.code);
        return connectionPendingMessage(context);
      },
    }),
    suggested: defineAction({
      args: { community: text({ max: 50 }) },
      visibility,
      async run(context) {
        const notices = createConnectionNotices(context);
        await requestOwnConnection(context, notices, context.args.community);
        return connectionPendingMessage(context);
      },
    }),
    confirm: defineAction({
      args,
      visibility,
      async run(context) {
        const notices = createConnectionNotices(context);
        const title = await confirmConnection(context, notices, context.args.code);
        return connectionConfirmedMessage(context, title);
      },
    }),
    refuse: defineAction({
      args,
      visibility,
      async run(context) {
        await rejectConnection(context, createConnectionNotices(context), context.args.code);
        return connectionRejectedMessage(context);
      },
    }),
  },
});
