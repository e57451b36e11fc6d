import { approveRequest } from '../../src/alerts/approval/approve.ts';
import { declineRequest, withdrawRequest } from '../../src/alerts/approval/decide.ts';
import { alertServices } from '../../src/alerts/approval/notices.ts';
import { listPendingInCommunity } from '../../src/alerts/approval/requests.ts';
import { setApprovalRule } from '../../src/alerts/approvers/approval-rule.ts';
import { createApproverNotices } from '../../src/alerts/approvers/notices.ts';
import { removeApprover } from '../../src/alerts/approvers/remove-approver.ts';
import { approvalRuleMessage } from '../../src/alerts/approvers/rule-messages.ts';
import { submitCorrection } from '../../src/alerts/authoring/correct.ts';
import { createDraft, discardDraft, type NewAlert } from '../../src/alerts/authoring/drafts.ts';
import { type DraftChange, editDraft } from '../../src/alerts/authoring/edit-draft.ts';
import { sendDraft } from '../../src/alerts/authoring/send-draft.ts';
import type { Correction } from '../../src/alerts/corrections/correction.ts';
import type { AlertDetails } from '../../src/alerts/queries.ts';
import { requestReviewMessage } from '../../src/alerts/review/review-messages.ts';
import { reviewRequest } from '../../src/alerts/review/review-request.ts';
import {
  type CommandContext,
  nowAsDate,
  requireCommunity,
} from '../../src/context/command-context.ts';
import type { ReplyMethods } from '../../src/kit/define/reply.ts';
import { tuesdayMorning } from '../support/fixtures/command-context.ts';

/** Somebody who gives a command and can be answered. */
export type Acting = CommandContext & Pick<ReplyMethods, 'answer'>;

/** So long after Tuesday morning. */
export const hours = (count: number) => tuesdayMorning.add({ hours: count });

/** The same person at another time. */
export const at = <C extends CommandContext>(call: C, instant: Temporal.Instant): C => ({
  ...call,
  now: instant,
});

export const writtenAlert = {
  severity: 'severe',
  title: 'Bão lớn',
  text: 'Gió giật cấp 9.',
  source: 'https://nchmf.example.org/bao',
} as const;

const authorOf = (context: CommandContext) => ({
  account: context.account,
  community: requireCommunity(context),
});

/** What somebody does with alerts, as the commands do it with the services. */
export const acting = {
  createDraft: (author: CommandContext, input: NewAlert) =>
    createDraft(author, authorOf(author), input),
  editDraft: (author: CommandContext, draft: AlertDetails, change: DraftChange) =>
    editDraft(alertServices(author), authorOf(author), draft, change),
  sendDraft: (author: CommandContext, draft: { id: string; seen: string }) =>
    sendDraft(alertServices(author), authorOf(author), draft),
  discardDraft: (author: CommandContext, id: string) =>
    discardDraft(alertServices(author), authorOf(author), id),
  submitCorrection: (author: CommandContext, correction: Correction, version: number) =>
    submitCorrection(alertServices(author), author.account, correction, version),
  approve: (approver: CommandContext, requestId: string) =>
    approveRequest(alertServices(approver), { requestId, account: approver.account }),
  decline: (approver: CommandContext, requestId: string) =>
    declineRequest(alertServices(approver), { requestId, account: approver.account }),
  withdraw: (author: CommandContext, requestId: string) =>
    withdrawRequest(alertServices(author), { requestId, account: author.account }),
  removeApprover: (admin: CommandContext, personId: string) =>
    removeApprover(admin, authorOf(admin), personId),
  /** @returns the reply */
  async setApprovalRule(admin: CommandContext, requiresApproval: boolean) {
    const services = { ...admin, notices: createApproverNotices(admin.publications) };
    const rule = await setApprovalRule(services, authorOf(admin), requiresApproval);
    return approvalRuleMessage(admin, rule, admin.account.id, { isNew: true });
  },
  /** The message that shows the only pending request. */
  async reviewOnlyRequest(viewer: CommandContext) {
    const { id } = requireCommunity(viewer);
    const [request] = await listPendingInCommunity(viewer.db, id, nowAsDate(viewer));
    if (!request) throw new Error('No request is pending');
    return requestReviewMessage(
      viewer,
      await reviewRequest(alertServices(viewer), request, viewer.account),
    );
  },
};
