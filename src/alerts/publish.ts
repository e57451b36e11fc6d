import { audit } from '../communities/audit.ts';
import type { Call } from '../communities/call.ts';
import type { Transaction } from '../delivery/publications.ts';
import { Refusal } from '../kit/command.ts';
import type { WholeAlert } from './find.ts';
import { alertAudience } from './reach.ts';
import { severityRules } from './rules.ts';
import { alertMessages } from './show.ts';

/** Who answers for an alert, and how many chats they were told it goes to. */
export interface Sending {
  accountId: string;
  chats: number;
  /** The request that was approved, where two people had to agree. */
  approval?: string;
}

/** @throws Refusal when by now it takes two people to say something to everyone */
export async function refuseAlone(
  tx: Pick<Transaction, 'community'>,
  communityId: string,
): Promise<void> {
  const { approval } = await tx.community.findUniqueOrThrow({ where: { id: communityId } });
  if (approval) throw new Refusal('alerts.approval.errors.nowNeeded');
}

/**
 * Makes a draft an alert and publishes it: once. @returns the publication
 * @throws Refusal when it was sent before
 */
export async function publishAlert(
  { publications, now }: Pick<Call, 'publications' | 'now'>,
  tx: Transaction,
  draft: WholeAlert,
  { accountId, chats, approval }: Sending,
): Promise<string> {
  const { id, communityId } = draft;
  const { count: taken } = await tx.alert.updateMany({
    where: { id, state: 'draft' },
    data: { state: 'active', createdAt: new Date(now.epochMilliseconds) },
  });
  if (taken === 0) throw new Refusal('alerts.errors.alreadySent');
  if (approval === undefined) await refuseAlone(tx, communityId);
  const published = await publications.publish(tx, {
    communityId,
    kind: 'alert',
    audience: alertAudience(draft),
    messages: alertMessages({ ...draft, state: 'active' }),
    locale: draft.community.locale,
    notAfter: draft.expiresAt,
    urgent: !draft.drill && severityRules[draft.severity].isUrgent,
    alertId: id,
  });
  await audit(tx, {
    communityId,
    accountId,
    action: draft.drill ? 'alert.drill' : 'alert.send',
    details: {
      alert: id,
      severity: draft.severity,
      title: draft.versions.at(-1)?.title ?? '',
      chats,
      ...(approval === undefined ? {} : { approval }),
    },
  });
  return published;
}
