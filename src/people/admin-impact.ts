import { listEffectiveGrants } from '../context/roles/effective-grants.ts';
import {
  findRemainingAdmins,
  type RemainingAdmins,
  requireRemainingAdmin,
} from '../context/roles/remaining-admins.ts';
import type { RoleMemberLookup } from '../context/roles/role-members.ts';
import type { Account, Community } from '../database/generated/client.ts';
import type { Transaction } from '../delivery/publications.ts';
import type { UserError } from '../kit/define/user-error.ts';

/** A community that is about to lose an admin, and who is an admin of it then. */
export interface AdminImpact {
  community: Community;
  remaining: RemainingAdmins;
}

/**
 * Finds the communities of which one of the accounts is an admin by a grant, and who would remain without those grants.
 * It asks the platforms: call it outside of transactions.
 */
export async function findAdminImpact(
  lookup: RoleMemberLookup,
  accounts: readonly Account[],
  going: Parameters<typeof findRemainingAdmins>[2],
): Promise<AdminImpact[]> {
  const { db } = lookup;
  const ids = new Set<string>();
  for (const account of accounts) {
    const grants = await listEffectiveGrants(db, account);
    for (const { role, communityId } of grants) if (role === 'admin') ids.add(communityId);
  }
  // In a fixed order, so that transactions locking them cannot deadlock.
  const communities = await db.community.findMany({
    where: { id: { in: [...ids] } },
    orderBy: { id: 'asc' },
  });
  const found: AdminImpact[] = [];
  for (const community of communities) {
    found.push({ community, remaining: await findRemainingAdmins(lookup, community, going) });
  }
  return found;
}

/** The communities that would have no admin. */
export const communitiesWithoutAdmin = (found: readonly AdminImpact[]): Community[] =>
  found.flatMap(({ community, remaining }) =>
    remaining.hasImplicitAdmin || remaining.grantIds.length > 0 ? [] : [community],
  );

export const communityNames = (communities: readonly Pick<Community, 'name'>[]): string =>
  communities.map(({ name }) => name).join(', ');

/**
 * Locks the communities' admin grants until the transaction ends, and checks that each keeps an admin.
 * @param createError for the communities without one
 * @throws UserError
 */
export async function requireRemainingAdmins(
  tx: Transaction,
  found: readonly AdminImpact[],
  createError: (communities: readonly Community[]) => UserError,
): Promise<void> {
  const lacking = communitiesWithoutAdmin(found);
  if (lacking.length > 0) throw createError(lacking);
  for (const { community, remaining } of found) {
    await requireRemainingAdmin(tx, community.id, remaining, createError([community]));
  }
}
