import type { Asking } from '../communities/holders.ts';
import { type AdminsLeft, adminsBeside, keepAnAdmin } from '../communities/last-admin.ts';
import type { Account, Community } from '../database/generated/client.ts';
import type { Transaction } from '../delivery/publications.ts';
import type { Refusal } from '../kit/command.ts';
import { grantsOn } from './link-changes.ts';

/** A community of which somebody is about to be no admin any more, and by what it has one then. */
export interface Administered {
  community: Community;
  left: AdminsLeft;
}

/**
 * The communities of which one of these accounts is an admin by a grant to its person, once such grants go. The
 * platforms are asked: never within a transaction.
 */
export async function administeredAfter(
  asking: Asking,
  accounts: readonly Account[],
  going: Parameters<typeof adminsBeside>[2],
): Promise<Administered[]> {
  const { db } = asking;
  const ids = new Set<string>();
  for (const account of accounts) {
    const grants = await grantsOn(db, account);
    for (const { role, communityId } of grants) if (role === 'admin') ids.add(communityId);
  }
  // Always in the same order, so that nobody waits in a circle.
  const communities = await db.community.findMany({
    where: { id: { in: [...ids] } },
    orderBy: { id: 'asc' },
  });
  const found: Administered[] = [];
  for (const community of communities) {
    found.push({ community, left: await adminsBeside(asking, community, going) });
  }
  return found;
}

/** Those that would have no admin. */
export const withoutAdmin = (found: readonly Administered[]): Community[] =>
  found.flatMap(({ community, left }) =>
    left.isGiven || left.grants.length > 0 ? [] : [community],
  );

export const namesOf = (communities: readonly Pick<Community, 'name'>[]): string =>
  communities.map(({ name }) => name).join(', ');

/**
 * Nobody else changes who is an admin of them until the transaction ends.
 * @param refuse says no for those without one
 * @throws Refusal when one would have none any more
 */
export async function keepAdmins(
  tx: Transaction,
  found: readonly Administered[],
  refuse: (communities: readonly Community[]) => Refusal,
): Promise<void> {
  const lacking = withoutAdmin(found);
  if (lacking.length > 0) throw refuse(lacking);
  for (const { community, left } of found) {
    await keepAnAdmin(tx, community.id, left, refuse([community]));
  }
}
