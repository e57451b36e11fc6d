import { recordAudit } from '../../context/audit.ts';
import type { Transaction } from '../../delivery/publications.ts';
import { UserError } from '../../kit/define/user-error.ts';
import { alertOrigin } from '../origin.ts';
import { type PublishAlertServices, requireNoApprovalNeeded } from '../publish.ts';
import { severityPolicies } from '../rules.ts';
import { applyCorrection, isAnnouncedChange, isInForce } from './correction.ts';
import type { PreparedCorrection } from './prepare-correction.ts';
import type { NextVersion } from './version.ts';

/** Who corrects an alert, and the version that they were shown. */
export interface CorrectionAuthor {
  accountId: string;
  expectedVersion: number;
  /** The approved request, where the community requires approval. */
  approvalId?: string;
}

/** @throws UserError when the alert is not the version that was shown, or a needed approval is missing */
async function saveVersion(
  tx: Transaction,
  { alert, grade }: PreparedCorrection,
  version: NextVersion,
  { expectedVersion, approvalId }: CorrectionAuthor,
): Promise<void> {
  const { count: updated } = await tx.alert.updateMany({
    // The state too: the job that expires alerts publishes the version that it read.
    where: { id: alert.id, version: expectedVersion, state: alert.state },
    data: {
      version: version.number,
      ...(grade === 'retract' ? { state: 'retracted' as const } : {}),
    },
  });
  if (updated === 0 || version.number !== expectedVersion + 1) {
    throw new UserError('alerts.errors.changedMeanwhile');
  }
  if (grade !== 'retract' && approvalId === undefined) {
    await requireNoApprovalNeeded(tx, alert.communityId);
  }
  await tx.alertVersion.create({ data: version });
}

/**
 * Saves the new version and publishes the edit of every copy, the replacement of those too old to delete, and the
 * announcement under each.
 * @returns the id of the publication that edits or removes the copies
 * @throws UserError when the alert is not the version that was shown, or a needed approval is missing
 */
export async function publishCorrection(
  { publications, composer, now }: PublishAlertServices,
  tx: Transaction,
  correction: PreparedCorrection,
  author: CorrectionAuthor,
): Promise<string> {
  const { alert, grade, reason, audience, undeletableChatIds, chatCount, isDeleting } = correction;
  const { community } = alert;
  const { version, shown } = applyCorrection(correction, new Date(now.epochMilliseconds));
  await saveVersion(tx, correction, version, author);
  const common = {
    communityId: community.id,
    kind: 'correction' as const,
    locale: community.locale,
    ignoresQuietHours: !alert.isDrill && severityPolicies[alert.severity].isUrgent,
    origin: alertOrigin(alert.id),
    originalId: audience.publicationId,
  };
  const messages = composer.alert(shown);
  // Once it expires, the expiry edits the copies to the corrected text; chats without a copy need none then.
  const expiry = isInForce(alert, now) && grade !== 'retract' ? { expiresAt: alert.expiresAt } : {};
  const operation = isDeleting ? 'remove' : 'edit';
  const id = await publications.publish(tx, {
    ...common,
    ...expiry,
    operation,
    audience,
    messages,
  });
  if (undeletableChatIds.length > 0) {
    const chats = { to: 'chats' as const, chatIds: undeletableChatIds };
    await publications.publish(tx, { ...common, operation: 'edit', audience: chats, messages });
  }
  if (!isDeleting && isAnnouncedChange(alert, grade)) {
    const announcement = composer.correction(shown, grade, reason);
    await publications.publish(tx, {
      ...common,
      operation: 'reply',
      audience,
      messages: announcement,
    });
  }
  await recordAudit(tx, {
    communityId: community.id,
    accountId: author.accountId,
    action: grade === 'retract' ? 'alert.retract' : 'alert.correct',
    details: {
      alert: alert.id,
      title: version.title,
      version: version.number,
      grade,
      reason,
      copies: chatCount,
      ...(isDeleting ? { deleted: true } : {}),
      ...(author.approvalId === undefined ? {} : { approval: author.approvalId }),
    },
  });
  return id;
}
