import { audit } from '../../communities/audit.ts';
import { type Call, nowOf } from '../../communities/call.ts';
import { answerWithProgress } from '../../communities/desk/follow.ts';
import type { Account } from '../../database/generated/client.ts';
import type { Transaction } from '../../delivery/publications.ts';
import { Refusal, type Speaking } from '../../kit/command.ts';
import { shownName } from '../../kit/shown-name.ts';
import { say } from '../../message/build.ts';
import type { Message } from '../../message/message.ts';
import { accountKey } from '../../people/account-key.ts';
import { makeReady, writeCorrection } from '../correction.ts';
import { publishAlert } from '../publish.ts';
import { sayReach } from '../reach.ts';
import { sayCorrected } from '../say-corrected.ts';
import { statusButton } from '../status-button.ts';
import { prepareAsking, writeRequest } from './ask.ts';
import { judgeOf } from './objection.ts';
import {
  changeOf,
  correctionOf,
  findRequest,
  isTooLate,
  type Request,
  wouldGoOut,
} from './request.ts';
import { answerAsker, closeAsking, voidWaiting } from './void.ts';

type Answering = Call & Pick<Speaking, 'answer'>;

/** @throws Refusal when there is no such request, it is decided, or it is too late */
async function open(call: Call, id: string): Promise<Request> {
  const request = await findRequest(call.db, id);
  if (!request) throw new Refusal('alerts.approval.errors.gone');
  const { state, alert } = request;
  if (state === 'approved' || state === 'declined') {
    throw new Refusal(`alerts.approval.errors.${state}`);
  }
  if (isTooLate(request, nowOf(call))) {
    const isOver = alert.expiresAt <= nowOf(call) && alert.expiresAt > request.createdAt;
    throw new Refusal(`alerts.approval.errors.${isOver ? 'alertOver' : 'tooLate'}`);
  }
  if (state === 'void') throw new Refusal('alerts.approval.errors.void');
  return request;
}

/** @throws Refusal when this account may not decide on it, with why */
async function refuseUnfit(call: Call, { alert, askedBy }: Request): Promise<void> {
  const { community } = alert;
  const objection = await (await judgeOf(call, { community, askedBy }))(call.account);
  if (objection) {
    throw new Refusal(`alerts.approval.errors.${objection}`, { community: community.name });
  }
}

/** @throws Refusal when nobody answers for it any more */
async function askerOf(call: Call, { askedById, alert }: Request): Promise<Account> {
  const account = askedById && (await call.db.account.findUnique({ where: { id: askedById } }));
  const may =
    account && (await call.rights.of(account, alert.community)).has('moderator') ? account : null;
  if (!may) throw new Refusal('alerts.approval.errors.askerGone');
  return may;
}

/** Settles a request once. @throws Refusal when somebody else did */
async function settle(
  call: Call,
  tx: Transaction,
  request: Request,
  state: 'approved' | 'declined',
): Promise<void> {
  const { count } = await tx.approval.updateMany({
    where: { id: request.id, state: 'asked', hash: request.hash },
    data: { state, decidedBy: accountKey(call.account), decidedAt: nowOf(call) },
  });
  if (count === 0) throw new Refusal('alerts.approval.errors.decided');
  const { communityId } = request.alert;
  const isListed = { communityId, accounts: { has: accountKey(call.account) } };
  if ((await tx.approver.count({ where: isListed })) === 0) {
    throw new Refusal('alerts.approval.errors.notListed', {
      community: request.alert.community.name,
    });
  }
  await audit(tx, {
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
  await closeAsking(call, tx, request, state);
  await answerAsker(call, tx, request, { outcome: state, by: shownName(call.account) });
}

/** What is to go out is not what was asked for any more: whoever may approve it is asked anew. */
async function askAgain(call: Call, request: Request, asker: Account): Promise<Message> {
  const { alert } = request;
  const asking = await prepareAsking(call, { alert, change: changeOf(request), asker });
  await call.db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM "Alert" WHERE id = ${alert.id}::uuid FOR UPDATE`;
    if ((await voidWaiting(call, tx, alert.id)) > 0) await writeRequest(call, tx, asking);
  });
  return say(call.t('alerts.approval.errors.void'), { tone: 'refusal' });
}

/**
 * Approves what was asked for and publishes it, in one transaction: what was approved is published, once, whatever
 * happens then, and nothing else is.
 * @throws Refusal when this person may not, or it is decided, changed or too late
 */
export async function approve(call: Answering, id: string): Promise<Message | undefined> {
  const request = await open(call, id);
  await refuseUnfit(call, request);
  const asker = await askerOf(call, request);
  const { alert, createdAt } = request;
  const correction = correctionOf(request);
  const isSame = correction ? alert.version === request.version - 1 : alert.state === 'draft';
  const { hash } = await wouldGoOut(call.db, alert, changeOf(request), createdAt);
  if (!isSame || hash !== request.hash) return askAgain(call, request, asker);

  const status = statusButton(call, alert.id);
  const answering = { accountId: asker.id, approval: request.id };
  if (correction) {
    const ready = await makeReady(call, correction);
    const publicationId = await call.db.$transaction(async (tx) => {
      const published = await writeCorrection(call, tx, ready, {
        ...answering,
        lookedAt: request.version - 1,
      });
      await settle(call, tx, request, 'approved');
      return published;
    });
    return answerWithProgress(call, {
      publicationId,
      act: 'edit',
      words: sayCorrected(call, correction, ready.count),
      buttons: [[status]],
    });
  }
  const { count, words } = await sayReach(call, alert);
  const publicationId = await call.db.$transaction(async (tx) => {
    const published = await publishAlert(call, tx, alert, { ...answering, chats: count });
    await settle(call, tx, request, 'approved');
    return published;
  });
  return answerWithProgress(call, {
    publicationId,
    words: call.t(alert.drill ? 'alerts.drill.sent' : 'alerts.sent', { count, reach: words }),
    buttons: [[status]],
  });
}

/** Says no: nothing goes out, and who asked is told. */
export async function decline(call: Call, id: string): Promise<Message> {
  const request = await open(call, id);
  await refuseUnfit(call, request);
  await call.db.$transaction((tx) => settle(call, tx, request, 'declined'));
  return say(call.t('alerts.approval.declined'), { tone: 'success' });
}

/** Who asked takes it back. @throws Refusal when it is somebody else's, or decided */
export async function withdraw(call: Call, id: string): Promise<Message> {
  const request = await open(call, id);
  if (request.askedBy !== accountKey(call.account)) throw new Refusal('kit.errors.notYours');
  await call.db.$transaction(async (tx) => {
    if ((await voidWaiting(call, tx, request.alertId)) === 0) {
      throw new Refusal('alerts.approval.errors.decided');
    }
    await audit(tx, {
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
  return say(call.t('alerts.approval.withdrawn'));
}
