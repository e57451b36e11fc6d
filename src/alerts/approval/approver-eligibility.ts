import { accountFingerprint } from '../../context/account-fingerprint.ts';
import type { CommandContext } from '../../context/command-context.ts';
import { recentGrantFilter } from '../../context/recent-grants.ts';
import type { RoleMemberLookup } from '../../context/role-members.ts';
import type { Account, Community } from '../../database/generated/client.ts';
import { findSamePerson, isListingValid, listApprovers } from './approvers.ts';

/** Why somebody may not decide on what another asks. */
export type IneligibleReason =
  | 'noRole'
  | 'own'
  | 'linked'
  | 'fresh'
  | 'notListed'
  | 'listedByAuthor';

/** Judges who may decide on what one account asks; what all judgements need is read once. */
export async function createEligibilityCheck(
  asking: RoleMemberLookup,
  { community, requestedBy }: { community: Community; requestedBy: string },
): Promise<(account: Account) => Promise<IneligibleReason | undefined>> {
  const { db, roleResolver, platformPermissions, now } = asking;
  const approvers = await listApprovers(db, community.id);
  const samePersonFingerprints = await findSamePerson(db, [requestedBy], approvers);
  const isRecentGrant = await recentGrantFilter(db, {
    communityId: community.id,
    fingerprints: samePersonFingerprints,
    now: new Date(now.epochMilliseconds),
    platformPermissions,
  });
  return async (account) => {
    const key = accountFingerprint(account);
    if (key === requestedBy) return 'own';
    // What is one person's now counts without a record of it.
    const accounts = await db.account.findMany({ where: { personId: account.personId } });
    if ([account, ...accounts].some((one) => samePersonFingerprints.has(accountFingerprint(one))))
      return 'linked';
    const { isImplicitAdmin, grants } = await roleResolver.basisOf(account, community);
    const counting = grants.filter(({ role }) => role === 'moderator' || role === 'admin');
    if (!isImplicitAdmin && counting.length === 0) return 'noRole';
    if (!isImplicitAdmin && counting.every(isRecentGrant)) return 'fresh';
    const said = approvers.filter((one) => one.accountFingerprints.includes(key));
    if (said.length === 0) return 'notListed';
    for (const approver of said) {
      if (
        await isListingValid(
          asking,
          { community, approvers, requesterFingerprints: samePersonFingerprints },
          approver,
        )
      )
        return;
    }
    return 'listedByAuthor';
  };
}

/** The accounts that may decide on what one account asks. */
export async function findEligibleApprovers(
  asking: Pick<CommandContext, 'db' | 'roleResolver' | 'platformPermissions' | 'now'>,
  question: { community: Community; requestedBy: string },
): Promise<Account[]> {
  const approvers = await listApprovers(asking.db, question.community.id);
  const accounts = await asking.db.account.findMany({
    where: { id: { in: approvers.flatMap(({ accountIds }) => accountIds) } },
    orderBy: { id: 'asc' },
  });
  const findObjection = await createEligibilityCheck(asking, question);
  const fit: Account[] = [];
  for (const account of accounts) {
    if ((await findObjection(account)) === undefined) fit.push(account);
  }
  return fit;
}
