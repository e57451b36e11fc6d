import { accountFingerprint } from '../../context/account-fingerprint.ts';
import { recordAudit } from '../../context/audit.ts';
import type { Account } from '../../database/generated/client.ts';
import type { Transaction } from '../../delivery/publications.ts';
import { UserError } from '../../kit/define/user-error.ts';
import { displayName } from '../../language/text/display-name.ts';
import { findEligibleApprovers } from '../eligibility/eligibility.ts';
import type { AlertDetails } from '../queries.ts';
import { buildApprovedContent } from './approved-content.ts';
import { cancelPendingRequests } from './close-requests.ts';
import {
  approvalDeadline,
  isPastDeadline,
  listPendingRequests,
  type RequestedChange,
} from './requests.ts';
import type { ApprovalRequestView, ApprovalServices } from './services.ts';

/** Most accounts that are asked to approve one request. */
const maxNotified = 30;

interface NewRequest {
  alert: AlertDetails;
  /** Undefined to request approval of the alert itself. */
  change: RequestedChange | undefined;
  requester: Account;
}

/** A request with everything that is read before its transaction begins. */
export interface PreparedRequest extends NewRequest {
  hash: string;
  /** When it is made. */
  at: Date;
  view: ApprovalRequestView;
  approvers: readonly Account[];
}

/** Builds what would be published, and finds who may approve it. */
export async function prepareRequest(
  services: ApprovalServices,
  { alert, change, requester }: NewRequest,
): Promise<PreparedRequest> {
  const { community } = alert;
  const at = new Date(services.now.epochMilliseconds);
  const { shown, content, hash } = await buildApprovedContent(services, alert, change, at);
  const requestedBy = accountFingerprint(requester);
  const approvers = await findEligibleApprovers(services, { community, requestedBy });
  const view: ApprovalRequestView = {
    shown,
    change,
    requesterName: displayName(requester),
    chatCount: await services.publications.audienceSize(content.audience),
    deadline: approvalDeadline({ createdAt: at, alert }),
  };
  return { alert, change, hash, at, view, requester, approvers: approvers.slice(0, maxNotified) };
}

/** Stores the request and asks all approvers. @returns its id */
export async function saveRequest(
  { notices }: Pick<ApprovalServices, 'notices'>,
  tx: Transaction,
  { alert, change, hash, at, view, requester, approvers }: PreparedRequest,
): Promise<string> {
  const { id: requestId } = await tx.approval.create({
    data: {
      alertId: alert.id,
      version: change ? alert.version + 1 : alert.version,
      hash,
      ...(change ? { change } : {}),
      requestedBy: accountFingerprint(requester),
      requestedById: requester.id,
      createdAt: at,
    },
  });
  const requestPublicationIds: string[] = [];
  for (const account of approvers) {
    requestPublicationIds.push(await notices.requested(tx, { alert, view, requestId, account }));
  }
  await recordAudit(tx, {
    communityId: alert.communityId,
    accountId: requester.id,
    action: 'alert.ask',
    details: {
      alert: alert.id,
      title: alert.versions.at(-1)?.title ?? '',
      approval: requestId,
      asked: approvers.length,
    },
    at,
  });
  await tx.approval.update({ where: { id: requestId }, data: { requestPublicationIds } });
  return requestId;
}

/** Serializes all changes of requests about an alert. */
export const lockAlert = (tx: Transaction, alertId: string) =>
  tx.$queryRaw`SELECT id FROM "Alert" WHERE id = ${alertId}::uuid FOR UPDATE`;

/** @throws UserError when the alert has changed, or a request about it is pending that this may not replace */
async function requireReplaceable(
  tx: Transaction,
  { alert, at, hash, requester }: PreparedRequest,
): Promise<void> {
  const current = await tx.alert.findUnique({ where: { id: alert.id } });
  if (current?.version !== alert.version || current.state !== alert.state) {
    throw new UserError('alerts.errors.changedMeanwhile');
  }
  const pending = (await listPendingRequests(tx, alert.id)).filter(
    (request) => !isPastDeadline(request, at),
  );
  if (pending.some(({ requestedBy }) => requestedBy !== accountFingerprint(requester))) {
    throw new UserError('alerts.approval.errors.anotherWaits');
  }
  if (pending.some((request) => request.hash === hash)) {
    throw new UserError('alerts.approval.errors.waitsAlready');
  }
}

/** A request that was just made. */
export interface RequestedApproval {
  requestId: string;
  view: ApprovalRequestView;
  requester: Account;
  /** How many people were asked. */
  approverCount: number;
}

/**
 * Requests approval of an alert, or of a correction of one. Replaces the requester's earlier request.
 * @throws UserError when the alert has changed, or a request about it is pending that this may not replace
 */
export async function requestApproval(
  services: ApprovalServices,
  request: NewRequest,
): Promise<RequestedApproval> {
  const prepared = await prepareRequest(services, request);
  const { view, requester, approvers } = prepared;
  const requestId = await services.db.$transaction(async (tx) => {
    await lockAlert(tx, request.alert.id);
    await requireReplaceable(tx, prepared);
    await cancelPendingRequests(services, tx, request.alert.id);
    return saveRequest(services, tx, prepared);
  });
  const people = new Set(approvers.map(({ personId }) => personId));
  return { requestId, view, requester, approverCount: people.size };
}
