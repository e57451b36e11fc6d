import { recordAudit } from '../../context/audit.ts';
import { requireCommunity } from '../../context/command-context.ts';
import type { Transaction } from '../../delivery/publications.ts';
import { UserError } from '../../kit/define/user-error.ts';
import type { OperatorRequest } from '../operator-request.ts';
import type { ManagedPublication } from './managed-publications.ts';

export type ControlAction = 'pause' | 'resume' | 'cancel';

/**
 * Pauses, resumes or cancels a publication, and records who did.
 * @param name the publication's label for the audit log
 * @throws UserError when that was done before
 */
export async function controlPublication(
  request: OperatorRequest,
  publication: Pick<ManagedPublication, 'id'>,
  action: ControlAction,
  name: string,
): Promise<void> {
  const { db, deliveryAdmin, account } = request;
  await db.$transaction(async (tx: Transaction) => {
    const isDone = await deliveryAdmin[action](tx, publication.id);
    if (!isDone) throw new UserError(`delivery.errors.already.${action}`);
    await recordAudit(tx, {
      communityId: requireCommunity(request).id,
      accountId: account.id,
      action: `delivery.${action}`,
      details: { publication: publication.id, name },
    });
  });
}
