import {
  findRemainingAdmins,
  type RemainingAdmins,
  requireRemainingAdmin,
} from '../context/remaining-admins.ts';
import type { RoleMemberLookup } from '../context/role-members.ts';
import type { Account, Community } from '../database/generated/client.ts';
import type { Transaction } from '../delivery/publications.ts';
import type { UserError } from '../kit/define/user-error.ts';
import { listEffectiveGrants } from './linking/link-changes.ts';

/** A community of which somebody is about to be no admin any more, and by what it has one then. */
export interface AdminImpact {
  community: Community;
  remaining: RemainingAdmins;
}

/**
 * The communities of which one of these accounts is an admin by a grant to its person, once such grants go. The
 * platforms are asked: never within a transaction.
 */
export async function findAdminImpact(
  asking: RoleMemberLookup,
  accounts: readonly Account[],
  going: Parameters<typeof findRemainingAdmins>[2],
): Promise<AdminImpact[]> {
  const { db } = asking;
  const ids = new Set<string>();
  for (const account of accounts) {
    const grants = await listEffectiveGrants(db, account);
    for (const { role, communityId } of grants) if (role === 'admin') ids.add(communityId);
  }
  // Always in the same order, so that nobody waits in a circle.
  const communities = await db.community.findMany({
    where: { id: { in: [...ids] } },
    orderBy: { id: 'asc' },
  });
  const found: AdminImpact[] = [];
  for (const community of communities) {
    found.push({ community, remaining: await findRemainingAdmins(asking, community, going) });
  }
  return found;
}

/** Those that would have no admin. */
export const communitiesWithoutAdmin = (found: readonly AdminImpact[]): Community[] =>
  found.flatMap(({ community, remaining }) =>
    remaining.hasImplicitAdmin || remaining.grantIds.length > 0 ? [] : [community],
  );

export const communityNames = (communities: readonly Pick<Community, 'name'>[]): string =>
  communities.map(({ name }) => name).join(', ');

/**
 * Nobody else changes who is an admin of them until the transaction ends.
 * @param refuse says no for those without one
 * @throws Refusal when one would have none any more
 */
export async function requireRemainingAdmins(
  tx: Transaction,
  found: readonly AdminImpact[],
  refuse: (communities: readonly Community[]) => UserError,
): Promise<void> {
  const lacking = communitiesWithoutAdmin(found);
  if (lacking.length > 0) throw refuse(lacking);
  for (const { community, remaining } of found) {
    await requireRemainingAdmin(tx, community.id, remaining, refuse([community]));
  }
}
