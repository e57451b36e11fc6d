import { accountFingerprint } from '../../context/account-fingerprint.ts';
import type { Account } from '../../database/generated/client.ts';
import type { Transaction } from '../../delivery/publications.ts';

/**
 * Takes the names of these accounts out of what was said about approvals. What they asked for goes to nobody any more;
 * that they decided stays with what they decided, by their keys alone.
 */
export async function eraseApprovals(tx: Transaction, accounts: readonly Account[]): Promise<void> {
  const ids = accounts.map(({ id }) => id);
  const keys = accounts.map(accountFingerprint);
  const asked = await tx.approval.findMany({ where: { requestedById: { in: ids } } });
  const decided = await tx.approval.findMany({ where: { decidedBy: { in: keys } } });
  const naming = [
    ...asked.flatMap(({ requestPublicationIds, outcomePublicationIds }) => [
      ...requestPublicationIds,
      ...outcomePublicationIds,
    ]),
    ...decided.flatMap(({ outcomePublicationIds }) => outcomePublicationIds),
  ];
  await tx.publication.deleteMany({ where: { id: { in: naming } } });
  await tx.approver.updateMany({ where: { addedById: { in: ids } }, data: { addedById: null } });
  await tx.$executeRaw`
    UPDATE "Approver" SET "accountIds" = ARRAY(
      SELECT id FROM unnest("accountIds") AS id WHERE id <> ALL(${ids}::uuid[]))
    WHERE "accountIds" && ${ids}::uuid[]`;
  // Where nobody may approve any more, the admins are told.
  const persons = accounts.map(({ personId }) => personId);
  await tx.community.updateMany({
    where: { approvers: { some: { personId: { in: persons } } } },
    data: { approversNotifiedAt: null },
  });
  await tx.approval.updateMany({
    where: { requestedById: { in: ids }, state: 'pending' },
    data: { state: 'cancelled' },
  });
  await tx.approval.updateMany({
    where: { requestedById: { in: ids } },
    data: { requestedById: null, requestPublicationIds: [], outcomePublicationIds: [] },
  });
}
