import type { Account, Community, PrismaClient } from '../../database/generated/client.ts';
import { displayName } from '../../language/text/display-name.ts';
import { listApprovers } from '../eligibility/approvers.ts';

/** A person on the list. */
export interface ApproverEntry {
  personId: string;
  accounts: Account[];
  /** Display names of the admins who added them; undefined for erased accounts. */
  addedBy: readonly (string | undefined)[];
}

export interface ApproverList {
  requiresApproval: boolean;
  entries: readonly ApproverEntry[];
}

/** Who may approve in a community, and who added them. */
export async function readApproverList(
  { db }: { db: PrismaClient },
  { id: communityId }: Community,
): Promise<ApproverList> {
  const { requiresApproval } = await db.community.findUniqueOrThrow({
    where: { id: communityId },
  });
  const listings = await listApprovers(db, communityId);
  const accountIds = listings.flatMap((one) => [...one.accountIds, one.addedById ?? '']);
  const accounts = await db.account.findMany({ where: { id: { in: accountIds.filter(Boolean) } } });
  const accountById = new Map(accounts.map((account) => [account.id, account]));
  const entries = [...Map.groupBy(listings, ({ personId }) => personId)].map(
    ([personId, theirs]): ApproverEntry => ({
      personId,
      accounts: [...new Set(theirs.flatMap((one) => one.accountIds))].flatMap(
        (id) => accountById.get(id) ?? [],
      ),
      addedBy: theirs.map(({ addedById }) => {
        const admin = addedById === null ? undefined : accountById.get(addedById);
        return admin && displayName(admin);
      }),
    }),
  );
  return { requiresApproval, entries };
}
