import type { RoleMemberLookup } from '../../context/roles/role-members.ts';
import type { Account } from '../../database/generated/client.ts';
import type { Transaction } from '../../delivery/publications.ts';
import { UserError } from '../../kit/define/user-error.ts';
import { countReach } from '../audience.ts';
import { prepareCorrection } from '../corrections/prepare-correction.ts';
import { publishCorrection } from '../corrections/publish-correction.ts';
import type { PublishedChange } from '../corrections/published.ts';
import { publishAlert } from '../publish.ts';
import { buildApprovedContent } from './approved-content.ts';
import { cancelPendingRequests } from './close-requests.ts';
import { recordDecision, requireDecidableRequest } from './decide.ts';
import { lockAlert, prepareRequest, saveRequest } from './request-approval.ts';
import { type ApprovalRequest, requestedChangeOf, toCorrection } from './requests.ts';
import type { ApprovalServices } from './services.ts';

/** The requester, who is named as the sender. @throws UserError when they are no moderator any more */
async function requireRequester(
  { db, roleResolver }: RoleMemberLookup,
  { requestedById, alert }: ApprovalRequest,
): Promise<Account> {
  const account = requestedById && (await db.account.findUnique({ where: { id: requestedById } }));
  if (account && (await roleResolver.rolesOf(account, alert.community)).has('moderator')) {
    return account;
  }
  throw new UserError('alerts.approval.errors.askerGone');
}

/** Whether what would be published now is what approval was requested for. */
async function isUnchanged(services: ApprovalServices, request: ApprovalRequest): Promise<boolean> {
  const { alert, createdAt } = request;
  const change = requestedChangeOf(request);
  const isSameVersion = change ? alert.version === request.version - 1 : alert.state === 'draft';
  const { hash } = await buildApprovedContent(services, alert, change, createdAt);
  return isSameVersion && hash === request.hash;
}

/** Replaces a request whose content has changed by a new one. */
async function requestAgain(
  services: ApprovalServices,
  request: ApprovalRequest,
  requester: Account,
): Promise<void> {
  const { alert } = request;
  const change = requestedChangeOf(request);
  const prepared = await prepareRequest(services, { alert, change, requester });
  await services.db.$transaction(async (tx) => {
    await lockAlert(tx, alert.id);
    if ((await cancelPendingRequests(services, tx, alert.id)) > 0) {
      await saveRequest(services, tx, prepared);
    }
  });
}

/** Publishes what was approved in the transaction of the decision: both happen or neither. */
async function publishApproved(
  services: ApprovalServices,
  request: ApprovalRequest,
  { requester, approver }: { requester: Account; approver: Account },
): Promise<PublishedChange> {
  const { alert } = request;
  const author = { accountId: requester.id, approvalId: request.id };
  const decideAfter = (publish: (tx: Transaction) => Promise<string>) =>
    services.db.$transaction(async (tx) => {
      const publicationId = await publish(tx);
      await recordDecision(services, tx, request, { account: approver, state: 'approved' });
      return publicationId;
    });
  const correction = toCorrection(request);
  if (correction) {
    const prepared = await prepareCorrection(services, correction);
    const expectedVersion = request.version - 1;
    const publicationId = await decideAfter((tx) =>
      publishCorrection(services, tx, prepared, { ...author, expectedVersion }),
    );
    return { kind: 'correction', publicationId, correction, chatCount: prepared.chatCount };
  }
  const reach = await countReach(services, alert);
  const publicationId = await decideAfter((tx) =>
    publishAlert(services, tx, alert, { ...author, chatCount: reach.count }),
  );
  return { kind: 'alert', publicationId, alert, reach };
}

/**
 * Approves a request and publishes its content. When that has changed, approval is requested again instead.
 * @returns what was published; undefined when approval was requested again
 * @throws UserError when this account may not decide it, or somebody did, or the requester is no moderator any more
 */
export async function approveRequest(
  services: ApprovalServices,
  { requestId, account }: { requestId: string; account: Account },
): Promise<PublishedChange | undefined> {
  const request = await requireDecidableRequest(services, requestId, account);
  const requester = await requireRequester(services, request);
  if (await isUnchanged(services, request)) {
    return publishApproved(services, request, { requester, approver: account });
  }
  await requestAgain(services, request, requester);
  return undefined;
}
