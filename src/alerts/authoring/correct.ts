import type { Account, PrismaClient } from '../../database/generated/client.ts';
import type { Publications } from '../../delivery/publications.ts';
import { UserError } from '../../kit/define/user-error.ts';
import type { AlertView } from '../alert-view.ts';
import { cancelPendingRequests } from '../approval/close-requests.ts';
import { requestApproval } from '../approval/request-approval.ts';
import type { ApprovalServices } from '../approval/services.ts';
import { applyCorrection, type Correction, correctionAudience } from '../corrections/correction.ts';
import { prepareCorrection } from '../corrections/prepare-correction.ts';
import { publishCorrection } from '../corrections/publish-correction.ts';
import { hasChanges } from '../corrections/version.ts';
import { rejectDrillLikeTitle } from './drill-check.ts';
import type { Submission } from './send-draft.ts';

/** A correction with what its author is shown before submitting it. */
export interface CorrectionPlan {
  correction: Correction;
  /** The alert as it will read. */
  shown: AlertView;
  /** How many chats have a copy. */
  chatCount: number;
  needsApproval: boolean;
}

/** Retractions are never held back. */
const needsApproval = ({ alert, grade }: Correction): boolean =>
  alert.community.requiresApproval && grade !== 'retract';

/** @throws UserError when nothing would change, for what could; or when a real alert would be taken for a drill */
export async function planCorrection(
  services: { db: PrismaClient; publications: Publications; now: Temporal.Instant },
  correction: Correction,
): Promise<CorrectionPlan> {
  const { alert, grade, change } = correction;
  if (grade !== 'retract' && !hasChanges(alert, change)) {
    throw new UserError('alerts.errors.nothingChanged', {}, ['title', 'text', 'source']);
  }
  rejectDrillLikeTitle(alert, change);
  const { shown } = applyCorrection(correction, new Date(services.now.epochMilliseconds));
  const audience = await correctionAudience(services, correction);
  return {
    correction,
    shown,
    chatCount: await services.publications.audienceSize(audience),
    needsApproval: needsApproval(correction),
  };
}

/**
 * Publishes a correction, or requests its approval where the community requires that.
 * @throws UserError when the alert is not the version that was shown, and like `requestApproval`
 */
export async function submitCorrection(
  services: ApprovalServices,
  account: Account,
  correction: Correction,
  expectedVersion: number,
): Promise<Submission> {
  const { alert, grade, reason, change } = correction;
  rejectDrillLikeTitle(alert, change);
  if (grade !== 'retract' && needsApproval(correction)) {
    if (alert.version !== expectedVersion) throw new UserError('alerts.errors.changedMeanwhile');
    const request = await requestApproval(services, {
      alert,
      change: { grade, reason, change },
      requester: account,
    });
    return { kind: 'request', request };
  }
  const prepared = await prepareCorrection(services, correction);
  const publicationId = await services.db.$transaction(async (tx) => {
    const id = await publishCorrection(services, tx, prepared, {
      accountId: account.id,
      expectedVersion,
    });
    await cancelPendingRequests(services, tx, alert.id);
    return id;
  });
  return { kind: 'correction', publicationId, correction, chatCount: prepared.chatCount };
}
