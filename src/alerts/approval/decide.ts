import { accountFingerprint } from '../../context/account-fingerprint.ts';
import { recordAudit } from '../../context/audit.ts';
import { type CommandContext, nowAsDate } from '../../context/command-context.ts';
import type { Account } from '../../database/generated/client.ts';
import type { Transaction } from '../../delivery/publications.ts';
import type { ReplyMethods } from '../../kit/define/reply.ts';
import { UserError } from '../../kit/define/user-error.ts';
import { displayName } from '../../language/text/display-name.ts';
import { textMessage } from '../../message/build.ts';
import type { Message } from '../../message/message.ts';
import { replyWithProgress } from '../../operations/publish-reply.ts';
import { describeReach } from '../audience.ts';
import { correctionResultText } from '../corrections/messages.ts';
import { prepareCorrection, publishCorrection } from '../corrections/service.ts';
import { publishAlert } from '../publish.ts';
import { alertStatusButton } from '../status-button.ts';
import { createEligibilityCheck } from './approver-eligibility.ts';
import { closeNotices, notifyRequester, voidPendingRequests } from './close-requests.ts';
import { prepareRequest, saveRequest } from './request-approval.ts';
import {
  type ApprovalRequest,
  buildApprovedContent,
  findApprovalRequest,
  isPastDeadline,
  requestedChangeOf,
  toCorrection,
} from './requests.ts';

type RespondingContext = CommandContext & Pick<ReplyMethods, 'answer'>;

/** @throws Refusal when there is no such request, it is decided, or it is too late */
async function requireOpenRequest(call: CommandContext, id: string): Promise<ApprovalRequest> {
  const request = await findApprovalRequest(call.db, id);
  if (!request) throw new UserError('alerts.approval.errors.gone');
  const { state, alert } = request;
  if (state === 'approved' || state === 'declined') {
    throw new UserError(`alerts.approval.errors.${state}`);
  }
  if (isPastDeadline(request, nowAsDate(call))) {
    const isOver = alert.expiresAt <= nowAsDate(call) && alert.expiresAt > request.createdAt;
    throw new UserError(`alerts.approval.errors.${isOver ? 'alertOver' : 'tooLate'}`);
  }
  if (state === 'cancelled') throw new UserError('alerts.approval.errors.void');
  return request;
}

/** @throws Refusal when this account may not decide on it, with why */
async function requireEligible(
  call: CommandContext,
  { alert, requestedBy }: ApprovalRequest,
): Promise<void> {
  const { community } = alert;
  const objection = await (await createEligibilityCheck(call, { community, requestedBy }))(
    call.account,
  );
  if (objection) {
    throw new UserError(`alerts.approval.errors.${objection}`, { community: community.name });
  }
}

/** @throws Refusal when nobody answers for it any more */
async function requireRequester(
  call: CommandContext,
  { requestedById, alert }: ApprovalRequest,
): Promise<Account> {
  const account =
    requestedById && (await call.db.account.findUnique({ where: { id: requestedById } }));
  const may =
    account && (await call.roleResolver.rolesOf(account, alert.community)).has('moderator')
      ? account
      : null;
  if (!may) throw new UserError('alerts.approval.errors.askerGone');
  return may;
}

/** Settles a request once. @throws Refusal when somebody else did */
async function recordDecision(
  call: CommandContext,
  tx: Transaction,
  request: ApprovalRequest,
  state: 'approved' | 'declined',
): Promise<void> {
  const { count } = await tx.approval.updateMany({
    where: { id: request.id, state: 'pending', hash: request.hash },
    data: { state, decidedBy: accountFingerprint(call.account), decidedAt: nowAsDate(call) },
  });
  if (count === 0) throw new UserError('alerts.approval.errors.decided');
  const { communityId } = request.alert;
  const isListed = { communityId, accountFingerprints: { has: accountFingerprint(call.account) } };
  if ((await tx.approver.count({ where: isListed })) === 0) {
    throw new UserError('alerts.approval.errors.notListed', {
      community: request.alert.community.name,
    });
  }
  await recordAudit(tx, {
    communityId,
    accountId: call.account.id,
    action: state === 'approved' ? 'alert.approve' : 'alert.decline',
    details: {
      alert: request.alertId,
      title: request.alert.versions.at(-1)?.title ?? '',
      approval: request.id,
      version: request.version,
    },
  });
  await closeNotices(call, tx, request, state);
  await notifyRequester(call, tx, request, { outcome: state, by: displayName(call.account) });
}

/** What is to go out is not what was asked for any more: whoever may approve it is asked anew. */
async function requestAgain(
  call: CommandContext,
  request: ApprovalRequest,
  requester: Account,
): Promise<Message> {
  const { alert } = request;
  const asking = await prepareRequest(call, {
    alert,
    change: requestedChangeOf(request),
    requester,
  });
  await call.db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM "Alert" WHERE id = ${alert.id}::uuid FOR UPDATE`;
    if ((await voidPendingRequests(call, tx, alert.id)) > 0) await saveRequest(call, tx, asking);
  });
  return textMessage(call.t('alerts.approval.errors.void'), { tone: 'refusal' });
}

/**
 * Approves what was asked for and publishes it, in one transaction: what was approved is published, once, whatever
 * happens then, and nothing else is.
 * @throws Refusal when this person may not, or it is decided, changed or too late
 */
export async function approveRequest(
  call: RespondingContext,
  id: string,
): Promise<Message | undefined> {
  const request = await requireOpenRequest(call, id);
  await requireEligible(call, request);
  const asker = await requireRequester(call, request);
  const { alert, createdAt } = request;
  const correction = toCorrection(request);
  const isSame = correction ? alert.version === request.version - 1 : alert.state === 'draft';
  const { hash } = await buildApprovedContent(
    call.db,
    alert,
    requestedChangeOf(request),
    createdAt,
  );
  if (!isSame || hash !== request.hash) return requestAgain(call, request, asker);

  const status = alertStatusButton(call, alert.id);
  const answering = { accountId: asker.id, approvalId: request.id };
  if (correction) {
    const ready = await prepareCorrection(call, correction);
    const publicationId = await call.db.$transaction(async (tx) => {
      const published = await publishCorrection(call, tx, ready, {
        ...answering,
        expectedVersion: request.version - 1,
      });
      await recordDecision(call, tx, request, 'approved');
      return published;
    });
    return replyWithProgress(call, {
      publicationId,
      act: 'edit',
      text: correctionResultText(call, correction, ready.chatCount),
      buttons: [[status]],
    });
  }
  const { count, words } = await describeReach(call, alert);
  const publicationId = await call.db.$transaction(async (tx) => {
    const published = await publishAlert(call, tx, alert, { ...answering, chatCount: count });
    await recordDecision(call, tx, request, 'approved');
    return published;
  });
  return replyWithProgress(call, {
    publicationId,
    text: call.t(alert.isDrill ? 'alerts.drill.sent' : 'alerts.sent', { count, reach: words }),
    buttons: [[status]],
  });
}

/** Says no: nothing goes out, and who asked is told. */
export async function declineRequest(call: CommandContext, id: string): Promise<Message> {
  const request = await requireOpenRequest(call, id);
  await requireEligible(call, request);
  await call.db.$transaction((tx) => recordDecision(call, tx, request, 'declined'));
  return textMessage(call.t('alerts.approval.declined'), { tone: 'success' });
}

/** Who asked takes it back. @throws Refusal when it is somebody else's, or decided */
export async function withdrawRequest(call: CommandContext, id: string): Promise<Message> {
  const request = await requireOpenRequest(call, id);
  if (request.requestedBy !== accountFingerprint(call.account))
    throw new UserError('kit.errors.notYours');
  await call.db.$transaction(async (tx) => {
    if ((await voidPendingRequests(call, tx, request.alertId)) === 0) {
      throw new UserError('alerts.approval.errors.decided');
    }
    await recordAudit(tx, {
      communityId: request.alert.communityId,
      accountId: call.account.id,
      action: 'alert.withdraw',
      details: {
        alert: request.alertId,
        title: request.alert.versions.at(-1)?.title ?? '',
        approval: request.id,
      },
    });
  });
  return textMessage(call.t('alerts.approval.withdrawn'));
}
