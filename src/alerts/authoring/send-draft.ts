import { UserError } from '../../kit/define/user-error.ts';
import { type RequestedApproval, requestApproval } from '../approval/request-approval.ts';
import type { ApprovalServices } from '../approval/services.ts';
import { countReach } from '../audience.ts';
import type { PublishedAlert, PublishedCorrection } from '../corrections/published.ts';
import { publishAlert } from '../publish.ts';
import { type AlertAuthor, requireOwnDraft } from './drafts.ts';

/** What became of a change that was submitted: published, or its approval requested. */
export type Submission =
  | PublishedAlert
  | PublishedCorrection
  | { kind: 'request'; request: RequestedApproval };

/**
 * Publishes a draft, at most once, or requests its approval where the community requires that.
 * @param seen when the draft that the author was shown was written, as ISO 8601
 * @throws UserError when the draft was edited since, and like `requireOwnDraft` and `requestApproval`
 */
export async function sendDraft(
  services: ApprovalServices,
  author: AlertAuthor,
  { id, seen }: { id: string; seen: string },
): Promise<Submission> {
  const alert = await requireOwnDraft(services, author, id);
  if (alert.createdAt.toISOString() !== seen) throw new UserError('alerts.errors.editedMeanwhile');
  if (alert.community.requiresApproval) {
    const requester = author.account;
    const request = await requestApproval(services, { alert, change: undefined, requester });
    return { kind: 'request', request };
  }
  const reach = await countReach(services, alert);
  const publicationId = await services.db.$transaction((tx) =>
    publishAlert(services, tx, alert, { accountId: author.account.id, chatCount: reach.count }),
  );
  return { kind: 'alert', publicationId, alert, reach };
}
