import { accountFingerprint } from '../../context/account-fingerprint.ts';
import { recordAudit } from '../../context/audit.ts';
import { type CommandContext, nowAsDate } from '../../context/command-context.ts';
import type { Account, Approval } from '../../database/generated/client.ts';
import type { Transaction } from '../../delivery/publications.ts';
import { UserError } from '../../kit/define/user-error.ts';
import { displayName } from '../../language/text/display-name.ts';
import { bold, message, paragraph, time } from '../../message/build.ts';
import type { Message } from '../../message/message.ts';
import { sendDirectMessage } from '../../notifications/direct-message.ts';
import { alertTitle } from '../messages.ts';
import type { AlertDetails } from '../queries.ts';
import { severityPolicies } from '../rules.ts';
import { findEligibleApprovers } from './approver-eligibility.ts';
import { decisionButtons, withdrawRequestButton } from './buttons.ts';
import { voidPendingRequests } from './close-requests.ts';
import { type ApprovalRequestView, requestMessage } from './messages.ts';
import {
  approvalDeadline,
  buildApprovedContent,
  isPastDeadline,
  listPendingRequests,
  type RequestedChange,
} from './requests.ts';

/** Most people who are asked at once. */
const maxNotified = 30;

/** Everything that is asked, and who is asked: read before anything is written. */
export interface PreparedRequest {
  alert: AlertDetails;
  change: RequestedChange | undefined;
  hash: string;
  /** When it is asked. */
  at: Date;
  view: ApprovalRequestView;
  requester: Account;
  approvers: readonly Account[];
}

/** Reads what would go out, and finds who may approve it. */
export async function prepareRequest(
  call: CommandContext,
  { alert, change, requester }: Pick<PreparedRequest, 'alert' | 'change' | 'requester'>,
): Promise<PreparedRequest> {
  const { db, publications } = call;
  const { community } = alert;
  const at = nowAsDate(call);
  const { shown, bound, hash } = await buildApprovedContent(db, alert, change, at);
  const approvers = await findEligibleApprovers(call, {
    community,
    requestedBy: accountFingerprint(requester),
  });
  const view: ApprovalRequestView = {
    shown,
    change,
    by: displayName(requester),
    reach: await publications.audienceSize(bound.audience),
    approveBy: approvalDeadline({ createdAt: at, alert }),
  };
  return { alert, change, hash, at, view, requester, approvers: approvers.slice(0, maxNotified) };
}

/** Asks one account in private. @returns the publication's id */
export function notifyApprover(
  { publications }: Pick<CommandContext, 'publications'>,
  tx: Transaction,
  {
    alert,
    asked,
    request,
    account,
  }: { alert: AlertDetails; asked: ApprovalRequestView; request: string; account: Account },
): Promise<string> {
  const { community } = alert;
  return sendDirectMessage(
    { publications, community, locale: community.locale },
    tx,
    account.id,
    (words) => requestMessage(words, asked, decisionButtons(words.t, request, account.id)),
    {
      lane: 0,
      urgent: severityPolicies[alert.severity].isUrgent && !alert.isDrill,
      notAfter: asked.approveBy,
      alertId: alert.id,
    },
  );
}

/** Writes the request down and asks everyone in private. */
export async function saveRequest(
  call: Pick<CommandContext, 'publications'>,
  tx: Transaction,
  { alert, change, hash, at, view, requester, approvers }: PreparedRequest,
): Promise<Approval> {
  const { community } = alert;
  const { id } = await tx.approval.create({
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
  const notices: string[] = [];
  for (const account of approvers) {
    notices.push(await notifyApprover(call, tx, { alert, asked: view, request: id, account }));
  }
  await recordAudit(tx, {
    communityId: community.id,
    accountId: requester.id,
    action: 'alert.ask',
    details: {
      alert: alert.id,
      title: alert.versions.at(-1)?.title ?? '',
      approval: id,
      asked: approvers.length,
    },
    at,
  });
  return tx.approval.update({ where: { id }, data: { requestPublicationIds: notices } });
}

/**
 * Asks another person to approve an alert, or a correction of one, instead of publishing it.
 * @throws Refusal when it has changed meanwhile, or a request about it waits
 */
export async function requestApproval(
  call: CommandContext,
  alert: AlertDetails,
  wanted?: RequestedChange,
): Promise<Message> {
  const change = wanted && {
    grade: wanted.grade,
    reason: wanted.reason,
    change: wanted.change,
  };
  const asking = await prepareRequest(call, { alert, change, requester: call.account });
  const { id } = await call.db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM "Alert" WHERE id = ${alert.id}::uuid FOR UPDATE`;
    const current = await tx.alert.findUnique({ where: { id: alert.id } });
    if (current?.version !== alert.version || current.state !== alert.state) {
      throw new UserError('alerts.errors.changedMeanwhile');
    }
    const waiting = (await listPendingRequests(tx, alert.id)).filter(
      (one) => !isPastDeadline(one, asking.at),
    );
    if (waiting.some(({ requestedBy }) => requestedBy !== accountFingerprint(call.account))) {
      throw new UserError('alerts.approval.errors.anotherWaits');
    }
    if (waiting.some(({ hash }) => hash === asking.hash)) {
      throw new UserError('alerts.approval.errors.waitsAlready');
    }
    await voidPendingRequests(call, tx, alert.id);
    return saveRequest(call, tx, asking);
  });
  return requestedMessage(call, asking, id);
}

/** What the one who asks reads. */
function requestedMessage(
  { t, locale, account }: CommandContext,
  { view, approvers }: PreparedRequest,
  request: string,
): Message {
  const people = new Set(approvers.map(({ personId }) => personId)).size;
  return message(
    [
      paragraph(bold(alertTitle(view.shown, locale))),
      paragraph(
        people === 0 ? t('approvers.nobodyYet') : t('alerts.approval.asked', { count: people }),
      ),
      paragraph([t('alerts.approval.until'), ': ', time(view.approveBy)]),
    ],
    {
      tone: view.shown.isDrill ? 'drill' : 'warning',
      buttons: [[withdrawRequestButton(t, request, account.id)]],
    },
  );
}
