import { accountFingerprint } from '../../context/account-fingerprint.ts';
import type { Account } from '../../database/generated/client.ts';
import { displayName } from '../../language/text/display-name.ts';
import { buildApprovedContent } from '../approval/approved-content.ts';
import { type ApprovalRequest, approvalDeadline, requestedChangeOf } from '../approval/requests.ts';
import type { ApprovalRequestView, ApprovalServices } from '../approval/services.ts';
import {
  createEligibilityCheck,
  findEligibleApprovers,
  type IneligibleReason,
} from '../eligibility/eligibility.ts';

/** A request as one account may review it. */
export interface RequestReview {
  requestId: string;
  communityName: string;
  view: ApprovalRequestView;
  viewer: Account;
  /** Whether the viewer made the request. */
  isOwn: boolean;
  /** Why the viewer may not decide; undefined when they may. */
  objection: IneligibleReason | undefined;
  /** Display names of everyone who may decide. */
  approverNames: readonly string[];
}

export async function reviewRequest(
  services: Omit<ApprovalServices, 'notices'>,
  request: ApprovalRequest,
  viewer: Account,
): Promise<RequestReview> {
  const { alert, requestedById, requestedBy } = request;
  const { community } = alert;
  const requester =
    requestedById && (await services.db.account.findUnique({ where: { id: requestedById } }));
  const change = requestedChangeOf(request);
  const { shown, content } = await buildApprovedContent(services, alert, change, request.createdAt);
  const findObjection = await createEligibilityCheck(services, { community, requestedBy });
  const eligible = await findEligibleApprovers(services, { community, requestedBy });
  return {
    requestId: request.id,
    communityName: community.name,
    viewer,
    view: {
      shown,
      change,
      requesterName: requester ? displayName(requester) : undefined,
      chatCount: await services.publications.audienceSize(content.audience),
      deadline: approvalDeadline(request),
    },
    isOwn: requestedBy === accountFingerprint(viewer),
    objection: await findObjection(viewer),
    approverNames: [...new Set(eligible.map(displayName))],
  };
}
