import { audit } from '../../communities/audit.ts';
import { type Call, nowOf } from '../../communities/call.ts';
import { tell } from '../../communities/tell.ts';
import type { Account, Approval } from '../../database/generated/client.ts';
import type { Transaction } from '../../delivery/publications.ts';
import { Refusal } from '../../kit/command.ts';
import { shownName } from '../../kit/shown-name.ts';
import { bold, message, paragraph, time } from '../../message/build.ts';
import type { Message } from '../../message/message.ts';
import { accountKey } from '../../people/account-key.ts';
import type { WholeAlert } from '../find.ts';
import { severityRules } from '../rules.ts';
import { alertTitle } from '../show.ts';
import { deciding, withdrawing } from './buttons.ts';
import { fitToDecide } from './objection.ts';
import { type AskedChange, approveBy, isTooLate, waitingFor, wouldGoOut } from './request.ts';
import { voidWaiting } from './void.ts';
import { type Asked, askMessage } from './words.ts';

/** Most people who are asked at once. */
const mostAsked = 30;

/** Everything that is asked, and who is asked: read before anything is written. */
export interface Asking {
  alert: WholeAlert;
  change: AskedChange | undefined;
  hash: string;
  /** When it is asked. */
  at: Date;
  asked: Asked;
  asker: Account;
  approvers: readonly Account[];
}

/** Reads what would go out, and finds who may approve it. */
export async function prepareAsking(
  call: Call,
  { alert, change, asker }: Pick<Asking, 'alert' | 'change' | 'asker'>,
): Promise<Asking> {
  const { db, publications } = call;
  const { community } = alert;
  const at = nowOf(call);
  const { shown, bound, hash } = await wouldGoOut(db, alert, change, at);
  const approvers = await fitToDecide(call, { community, askedBy: accountKey(asker) });
  const asked: Asked = {
    shown,
    change,
    by: shownName(asker),
    reach: await publications.reach(bound.audience),
    approveBy: approveBy({ createdAt: at, alert }),
  };
  return { alert, change, hash, at, asked, asker, approvers: approvers.slice(0, mostAsked) };
}

/** Asks one account in private. @returns the publication's id */
export function tellApprover(
  { publications }: Pick<Call, 'publications'>,
  tx: Transaction,
  {
    alert,
    asked,
    request,
    account,
  }: { alert: WholeAlert; asked: Asked; request: string; account: Account },
): Promise<string> {
  const { community } = alert;
  return tell(
    { publications, community, locale: community.locale },
    tx,
    account.id,
    (words) => askMessage(words, asked, deciding(words.t, request, account.id)),
    {
      lane: 0,
      urgent: severityRules[alert.severity].isUrgent && !alert.drill,
      notAfter: asked.approveBy,
      alertId: alert.id,
    },
  );
}

/** Writes the request down and asks everyone in private. */
export async function writeRequest(
  call: Pick<Call, 'publications'>,
  tx: Transaction,
  { alert, change, hash, at, asked, asker, approvers }: Asking,
): Promise<Approval> {
  const { community } = alert;
  const { id } = await tx.approval.create({
    data: {
      alertId: alert.id,
      version: change ? alert.version + 1 : alert.version,
      hash,
      ...(change ? { change } : {}),
      askedBy: accountKey(asker),
      askedById: asker.id,
      createdAt: at,
    },
  });
  const notices: string[] = [];
  for (const account of approvers) {
    notices.push(await tellApprover(call, tx, { alert, asked, request: id, account }));
  }
  await audit(tx, {
    communityId: community.id,
    accountId: asker.id,
    action: 'alert.ask',
    details: {
      alert: alert.id,
      title: alert.versions.at(-1)?.title ?? '',
      approval: id,
      asked: approvers.length,
    },
    at,
  });
  return tx.approval.update({ where: { id }, data: { notices } });
}

/**
 * Asks another person to approve an alert, or a correction of one, instead of publishing it.
 * @throws Refusal when it has changed meanwhile, or a request about it waits
 */
export async function askForApproval(
  call: Call,
  alert: WholeAlert,
  wanted?: AskedChange,
): Promise<Message> {
  const change = wanted && {
    grade: wanted.grade,
    reason: wanted.reason,
    change: wanted.change,
  };
  const asking = await prepareAsking(call, { alert, change, asker: call.account });
  const { id } = await call.db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM "Alert" WHERE id = ${alert.id}::uuid FOR UPDATE`;
    const current = await tx.alert.findUnique({ where: { id: alert.id } });
    if (current?.version !== alert.version || current.state !== alert.state) {
      throw new Refusal('alerts.errors.changedMeanwhile');
    }
    const waiting = (await waitingFor(tx, alert.id)).filter((one) => !isTooLate(one, asking.at));
    if (waiting.some(({ askedBy }) => askedBy !== accountKey(call.account))) {
      throw new Refusal('alerts.approval.errors.anotherWaits');
    }
    if (waiting.some(({ hash }) => hash === asking.hash)) {
      throw new Refusal('alerts.approval.errors.waitsAlready');
    }
    await voidWaiting(call, tx, alert.id);
    return writeRequest(call, tx, asking);
  });
  return sayAsked(call, asking, id);
}

/** What the one who asks reads. */
function sayAsked(
  { t, locale, account }: Call,
  { asked, approvers }: Asking,
  request: string,
): Message {
  const people = new Set(approvers.map(({ personId }) => personId)).size;
  return message(
    [
      paragraph(bold(alertTitle(asked.shown, locale))),
      paragraph(
        people === 0 ? t('approvers.nobodyYet') : t('alerts.approval.asked', { count: people }),
      ),
      paragraph([t('alerts.approval.until'), ': ', time(asked.approveBy)]),
    ],
    {
      tone: asked.shown.drill ? 'drill' : 'warning',
      buttons: [[withdrawing(t, request, account.id)]],
    },
  );
}
