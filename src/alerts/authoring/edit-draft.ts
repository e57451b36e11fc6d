import { recordAudit } from '../../context/audit.ts';
import type { PrismaClient } from '../../database/generated/client.ts';
import type { Severity } from '../../database/generated/enums.ts';
import { UserError } from '../../kit/define/user-error.ts';
import { cancelPendingRequests } from '../approval/close-requests.ts';
import type { ClosingServices } from '../approval/services.ts';
import { type AlertChange, nextVersion } from '../corrections/version.ts';
import type { AlertDetails } from '../queries.ts';
import type { AlertAuthor } from './drafts.ts';
import { rejectDrillLikeTitle } from './drill-check.ts';

export interface DraftChange extends AlertChange {
  severity?: Severity | undefined;
  expires?: Date | undefined;
}

/**
 * Changes a draft. A pending request about it is cancelled: approvers must see what is published.
 * @throws UserError when nothing is to change, or it was sent meanwhile
 */
export async function editDraft(
  services: ClosingServices & { db: PrismaClient },
  { account, community }: AlertAuthor,
  draft: AlertDetails,
  { severity, expires, ...change }: DraftChange,
): Promise<void> {
  const values = [severity, expires, ...Object.values(change)];
  if (values.every((one) => one === undefined)) {
    throw new UserError('alerts.errors.nothingToEdit');
  }
  rejectDrillLikeTitle(draft, change);
  const at = new Date(services.now.epochMilliseconds);
  const { title, text, sourceUrl, translations, pictureHash, pictureAlt } = nextVersion(
    draft,
    change,
    {
      grade: 'first',
      reason: '',
      at,
    },
  );
  await services.db.$transaction(async (tx) => {
    const { count } = await tx.alert.updateMany({
      where: { id: draft.id, state: 'draft', authorId: account.id },
      data: {
        createdAt: at,
        ...(severity ? { severity } : {}),
        ...(expires ? { expiresAt: expires } : {}),
      },
    });
    if (count === 0) throw new UserError('alerts.errors.alreadySent');
    await tx.alertVersion.update({
      where: { alertId_number: { alertId: draft.id, number: draft.version } },
      data: { title, text, sourceUrl, translations, pictureHash, pictureAlt, createdAt: at },
    });
    const cancelled = await cancelPendingRequests(services, tx, draft.id);
    if (cancelled > 0) {
      await recordAudit(tx, {
        communityId: community.id,
        accountId: account.id,
        action: 'alert.edit',
        details: { alert: draft.id, title, voided: cancelled },
      });
    }
  });
}
