import { recordAudit } from '../context/audit.ts';
import type { Publications, Transaction } from '../delivery/publications.ts';
import { UserError } from '../kit/define/user-error.ts';
import type { AlertComposer } from './alert-view.ts';
import { alertAudience } from './audience.ts';
import { alertOrigin } from './origin.ts';
import type { AlertDetails } from './queries.ts';
import { severityPolicies } from './rules.ts';

/** Who published an alert, for the audit log. */
export interface AlertSender {
  accountId: string;
  /** How many chats the preview said that it reaches. */
  chatCount: number;
  /** The approved request, where the community requires approval. */
  approvalId?: string;
}

/** @throws UserError when the community requires approval by now */
export async function requireNoApprovalNeeded(
  tx: Pick<Transaction, 'community'>,
  communityId: string,
): Promise<void> {
  const { requiresApproval } = await tx.community.findUniqueOrThrow({ where: { id: communityId } });
  if (requiresApproval) throw new UserError('alerts.approval.errors.nowNeeded');
}

export interface PublishAlertServices {
  publications: Publications;
  composer: AlertComposer;
  now: Temporal.Instant;
}

/**
 * Activates a draft and publishes it, at most once.
 * @returns the publication's id
 * @throws UserError when it was sent before, or needs an approval that it does not have
 */
export async function publishAlert(
  { publications, composer, now }: PublishAlertServices,
  tx: Transaction,
  draft: AlertDetails,
  { accountId, chatCount, approvalId }: AlertSender,
): Promise<string> {
  const { id, communityId } = draft;
  const { count: activated } = await tx.alert.updateMany({
    where: { id, state: 'draft' },
    data: { state: 'active', createdAt: new Date(now.epochMilliseconds) },
  });
  if (activated === 0) throw new UserError('alerts.errors.alreadySent');
  if (approvalId === undefined) await requireNoApprovalNeeded(tx, communityId);
  const publicationId = await publications.publish(tx, {
    communityId,
    kind: 'alert',
    audience: alertAudience(draft),
    messages: composer.alert({ ...draft, state: 'active' }),
    locale: draft.community.locale,
    expiresAt: draft.expiresAt,
    ignoresQuietHours: !draft.isDrill && severityPolicies[draft.severity].isUrgent,
    origin: alertOrigin(id),
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
  return publicationId;
}
