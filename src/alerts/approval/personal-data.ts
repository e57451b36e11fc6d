import { accountFingerprint } from '../../context/account-fingerprint.ts';
import type { Account } from '../../database/generated/client.ts';
import type { Transaction } from '../../delivery/publications.ts';

/**
 * Deletes the messages that name these accounts, and detaches their requests and listings. Their decisions stay, by
 * fingerprint only. Their pending requests are cancelled.
 */
export async function eraseApprovals(tx: Transaction, accounts: readonly Account[]): Promise<void> {
  const ids = accounts.map(({ id }) => id);
  const fingerprints = accounts.map(accountFingerprint);
  const requested = await tx.approval.findMany({ where: { requestedById: { in: ids } } });
  const decided = await tx.approval.findMany({ where: { decidedBy: { in: fingerprints } } });
  const publicationIds = [
    ...requested.flatMap(({ requestPublicationIds, outcomePublicationIds }) => [
      ...requestPublicationIds,
      ...outcomePublicationIds,
    ]),
    ...decided.flatMap(({ outcomePublicationIds }) => outcomePublicationIds),
  ];
  await tx.publication.deleteMany({ where: { id: { in: publicationIds } } });
  await tx.approver.updateMany({ where: { addedById: { in: ids } }, data: { addedById: null } });
  await tx.$executeRaw`
    UPDATE "Approver" SET "accountIds" = ARRAY(
      SELECT id FROM unnest("accountIds") AS id WHERE id <> ALL(${ids}::uuid[]))
    WHERE "accountIds" && ${ids}::uuid[]`;
  // The admins are notified again where no approver is left.
  const personIds = accounts.map(({ personId }) => personId);
  await tx.community.updateMany({
    where: { approvers: { some: { personId: { in: personIds } } } },
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
