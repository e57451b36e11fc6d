import type { Account, Community } from '../../database/generated/client.ts';
import { displayName } from '../../language/text/display-name.ts';
import { filterEligible } from '../eligibility/eligibility.ts';
import { buildApprovedContent } from './approved-content.ts';
import {
  type ApprovalRequest,
  approvalDeadline,
  listPendingInCommunity,
  requestedChangeOf,
} from './requests.ts';
import type { ApprovalServices } from './services.ts';

/** Asks the eligible accounts about one pending request, unless it is decided or changes meanwhile. */
async function notifyAbout(
  services: ApprovalServices,
  request: ApprovalRequest,
  accounts: readonly Account[],
): Promise<void> {
  const { db, publications, notices } = services;
  const { id: requestId, alert, requestedBy, requestedById, createdAt } = request;
  const requester =
    requestedById && (await db.account.findUnique({ where: { id: requestedById } }));
  if (!requester) return;
  const { community } = alert;
  const eligible = await filterEligible(services, { community, requestedBy }, accounts);
  if (eligible.length === 0) return;
  const change = requestedChangeOf(request);
  const { shown, content, hash } = await buildApprovedContent(services, alert, change, createdAt);
  if (hash !== request.hash) return;
  const view = {
    shown,
    change,
    requesterName: displayName(requester),
    chatCount: await publications.audienceSize(content.audience),
    deadline: approvalDeadline(request),
  };
  await db.$transaction(async (tx) => {
    const publicationIds: string[] = [];
    for (const account of eligible) {
      publicationIds.push(await notices.requested(tx, { alert, view, requestId, account }));
    }
    const { count } = await tx.approval.updateMany({
      where: { id: requestId, state: 'pending' },
      data: { requestPublicationIds: { push: publicationIds } },
    });
    // Decided meanwhile.
    if (count === 0) await tx.publication.deleteMany({ where: { id: { in: publicationIds } } });
  });
}

/** Asks accounts of a new approver to decide on the requests that are pending already. */
export async function notifyNewApprovers(
  services: ApprovalServices,
  community: Community,
  accounts: readonly Account[],
): Promise<void> {
  const at = new Date(services.now.epochMilliseconds);
  for (const request of await listPendingInCommunity(services.db, community.id, at)) {
    await notifyAbout(services, request, accounts);
  }
}
