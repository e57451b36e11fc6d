import { accountFingerprint } from '../../context/account-fingerprint.ts';
import { recordAudit } from '../../context/audit.ts';
import type { RoleMemberLookup } from '../../context/roles/role-members.ts';
import type { Account } from '../../database/generated/client.ts';
import type { Transaction } from '../../delivery/publications.ts';
import { UserError } from '../../kit/define/user-error.ts';
import { displayName } from '../../language/text/display-name.ts';
import { createEligibilityCheck } from '../eligibility/eligibility.ts';
import { cancelPendingRequests, closeNotices, notifyRequester } from './close-requests.ts';
import { type ApprovalRequest, findApprovalRequest, isPastDeadline } from './requests.ts';
import type { ApprovalServices, ClosingServices } from './services.ts';

/** @throws UserError when the request does not exist, is decided or cancelled, or its deadline is over */
async function requirePendingRequest(
  { db, now }: Pick<ApprovalServices, 'db' | 'now'>,
  id: string,
): Promise<ApprovalRequest> {
  const request = await findApprovalRequest(db, id);
  if (!request) throw new UserError('alerts.approval.errors.gone');
  const { state, alert } = request;
  if (state === 'approved' || state === 'declined') {
    throw new UserError(`alerts.approval.errors.${state}`);
  }
  const at = new Date(now.epochMilliseconds);
  if (isPastDeadline(request, at)) {
    const hasAlertEnded = alert.expiresAt <= at && alert.expiresAt > request.createdAt;
    throw new UserError(`alerts.approval.errors.${hasAlertEnded ? 'alertOver' : 'tooLate'}`);
  }
  if (state === 'cancelled') throw new UserError('alerts.approval.errors.void');
  return request;
}

/**
 * A request that this account may decide.
 * @throws UserError when it is not pending, or with the reason why the account may not decide
 */
export async function requireDecidableRequest(
  services: RoleMemberLookup,
  id: string,
  account: Account,
): Promise<ApprovalRequest> {
  const request = await requirePendingRequest(services, id);
  const { community } = request.alert;
  const { requestedBy } = request;
  const findObjection = await createEligibilityCheck(services, { community, requestedBy });
  const objection = await findObjection(account);
  if (objection) {
    throw new UserError(`alerts.approval.errors.${objection}`, { community: community.name });
  }
  return request;
}

/** Records a decision once, and notifies everyone involved. @throws UserError when somebody else decided */
export async function recordDecision(
  services: ClosingServices,
  tx: Transaction,
  request: ApprovalRequest,
  { account, state }: { account: Account; state: 'approved' | 'declined' },
): Promise<void> {
  const decidedBy = accountFingerprint(account);
  const { communityId, community } = request.alert;
  const { count } = await tx.approval.updateMany({
    where: { id: request.id, state: 'pending', hash: request.hash },
    data: { state, decidedBy, decidedAt: new Date(services.now.epochMilliseconds) },
  });
  if (count === 0) throw new UserError('alerts.approval.errors.decided');
  const listings = { communityId, accountFingerprints: { has: decidedBy } };
  // Checked again inside the transaction: an admin may have removed the approver.
  if ((await tx.approver.count({ where: listings })) === 0) {
    throw new UserError('alerts.approval.errors.notListed', { community: community.name });
  }
  await recordAudit(tx, {
    communityId,
    accountId: account.id,
    action: state === 'approved' ? 'alert.approve' : 'alert.decline',
    details: {
      alert: request.alertId,
      title: request.alert.versions.at(-1)?.title ?? '',
      approval: request.id,
      version: request.version,
    },
  });
  await closeNotices(services, tx, request, state);
  await notifyRequester(services, tx, request, {
    outcome: state,
    decidedBy: displayName(account),
  });
}

/** Declines a request: nothing is published. @throws UserError when this account may not decide it, or somebody did */
export async function declineRequest(
  services: RoleMemberLookup & ClosingServices,
  { requestId, account }: { requestId: string; account: Account },
): Promise<void> {
  const request = await requireDecidableRequest(services, requestId, account);
  await services.db.$transaction((tx) =>
    recordDecision(services, tx, request, { account, state: 'declined' }),
  );
}

/** Withdraws one's own request. @throws UserError when it is somebody else's, or not pending */
export async function withdrawRequest(
  services: ClosingServices & Pick<ApprovalServices, 'db'>,
  { requestId, account }: { requestId: string; account: Account },
): Promise<void> {
  const request = await requirePendingRequest(services, requestId);
  if (request.requestedBy !== accountFingerprint(account)) {
    throw new UserError('kit.errors.notYours');
  }
  await services.db.$transaction(async (tx) => {
    if ((await cancelPendingRequests(services, tx, request.alertId)) === 0) {
      throw new UserError('alerts.approval.errors.decided');
    }
    await recordAudit(tx, {
      communityId: request.alert.communityId,
      accountId: account.id,
      action: 'alert.withdraw',
      details: {
        alert: request.alertId,
        title: request.alert.versions.at(-1)?.title ?? '',
        approval: request.id,
      },
    });
  });
}
