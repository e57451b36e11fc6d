import type { Account, RoleGrant } from '../../database/generated/client.ts';
import type { Transaction } from '../../delivery/publications.ts';

export type GrantWithCommunity = RoleGrant & { community: { name: string } };

/** Grants to an account's person that are in effect for the account, oldest first. */
export const listEffectiveGrants = async (
  tx: Pick<Transaction, 'roleGrant'>,
  { personId, linkedAt }: Pick<Account, 'personId' | 'linkedAt'>,
): Promise<GrantWithCommunity[]> =>
  // A linkedAt outside JavaScript's range cannot be compared with: no grant is in effect.
  Number.isNaN(linkedAt.getTime())
    ? []
    : tx.roleGrant.findMany({
        where: { personId, grantedAt: { gte: linkedAt } },
        include: { community: { select: { name: true } } },
        orderBy: [{ grantedAt: 'asc' }, { id: 'asc' }],
      });
