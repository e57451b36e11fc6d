import { recordAudit } from '../context/audit.ts';
import type { CommandContext } from '../context/command-context.ts';
import type { Transaction } from '../delivery/publications.ts';
import { UserError } from '../kit/define/user-error.ts';
import { alertAudience } from './audience.ts';
import { alertMessages } from './messages.ts';
import type { AlertDetails } from './queries.ts';
import { severityPolicies } from './rules.ts';

/** Who answers for an alert, and how many chats they were told it goes to. */
export interface AlertSender {
  accountId: string;
  chatCount: number;
  /** The request that was approved, where two people had to agree. */
  approvalId?: string;
}

/** @throws Refusal when by now it takes two people to say something to everyone */
export async function requireNoApprovalNeeded(
  tx: Pick<Transaction, 'community'>,
  communityId: string,
): Promise<void> {
  const { requiresApproval } = await tx.community.findUniqueOrThrow({ where: { id: communityId } });
  if (requiresApproval) throw new UserError('alerts.approval.errors.nowNeeded');
}

/**
 * Makes a draft an alert and publishes it: once. @returns the publication
 * @throws Refusal when it was sent before
 */
export async function publishAlert(
  { publications, now }: Pick<CommandContext, 'publications' | 'now'>,
  tx: Transaction,
  draft: AlertDetails,
  { accountId, chatCount, approvalId }: AlertSender,
): Promise<string> {
  const { id, communityId } = draft;
  const { count: taken } = await tx.alert.updateMany({
    where: { id, state: 'draft' },
    data: { state: 'active', createdAt: new Date(now.epochMilliseconds) },
  });
  if (taken === 0) throw new UserError('alerts.errors.alreadySent');
  if (approvalId === undefined) await requireNoApprovalNeeded(tx, communityId);
  const published = await publications.publish(tx, {
    communityId,
    kind: 'alert',
    audience: alertAudience(draft),
    messages: alertMessages({ ...draft, state: 'active' }),
    locale: draft.community.locale,
    notAfter: draft.expiresAt,
    urgent: !draft.isDrill && severityPolicies[draft.severity].isUrgent,
    alertId: id,
  });
  await recordAudit(tx, {
    communityId,
    accountId,
    action: draft.isDrill ? 'alert.drill' : 'alert.send',
    details: {
      alert: id,
      severity: draft.severity,
      title: draft.versions.at(-1)?.title ?? '',
      chats: chatCount,
      ...(approvalId === undefined ? {} : { approval: approvalId }),
    },
  });
  return published;
}
