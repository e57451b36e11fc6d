import { approveRequest } from '../src/alerts/approval/approve.ts';
import { declineRequest, withdrawRequest } from '../src/alerts/approval/decide.ts';
import { alertServices } from '../src/alerts/approval/notices.ts';
import { listPendingInCommunity } from '../src/alerts/approval/requests.ts';
import { publishedReply } from '../src/alerts/corrections/messages.ts';
import { pendingRequest } from '../src/alerts/review/arguments.ts';
import {
  pendingRequestsMessage,
  requestReviewMessage,
} from '../src/alerts/review/review-messages.ts';
import { reviewRequest } from '../src/alerts/review/review-request.ts';
import { nowAsDate, requireCommunity } from '../src/context/command-context.ts';
import { text } from '../src/kit/argument-types/text.ts';
import { and, everyone, hasRole, inCommunity } from '../src/kit/define/access.ts';
import { textMessage } from '../src/message/build.ts';
import { replyWithProgress } from '../src/operations/publish-reply-message.ts';
import { defineAction, defineCommand } from './define.ts';

const visibility = 'private';
// Pressed in private, where another community may be current: the services check the alert's own community.
const access = everyone;
const args = { request: text({ max: 50 }) };

export default defineCommand({
  name: 'alert waiting',
  help: { section: 'moderator', order: 50 },
  access: and(inCommunity, hasRole('moderator')),
  visibility,
  args: { request: pendingRequest().optional() },
  async run(context) {
    const { account, args } = context;
    const pending = args.request
      ? [args.request]
      : await listPendingInCommunity(context.db, requireCommunity(context).id, nowAsDate(context));
    const [only] = pending;
    if (!only || pending.length > 1) return pendingRequestsMessage(context, pending, account.id);
    const review = await reviewRequest(alertServices(context), only, account);
    return requestReviewMessage(context, review);
  },
  steps: {
    approve: defineAction({
      access,
      visibility,
      args,
      async run(context) {
        const decision = { requestId: context.args.request, account: context.account };
        const published = await approveRequest(alertServices(context), decision);
        return published
          ? replyWithProgress(context, publishedReply(context, published))
          : textMessage(context.t('alerts.approval.errors.void'), { tone: 'refusal' });
      },
    }),
    decline: defineAction({
      access,
      visibility,
      args,
      async run(context) {
        const decision = { requestId: context.args.request, account: context.account };
        await declineRequest(alertServices(context), decision);
        return textMessage(context.t('alerts.approval.declined'), { tone: 'success' });
      },
    }),
    withdraw: defineAction({
      access,
      visibility,
      args,
      async run(context) {
        const request = { requestId: context.args.request, account: context.account };
        await withdrawRequest(alertServices(context), request);
        return textMessage(context.t('alerts.approval.withdrawn'));
      },
    }),
  },
});
