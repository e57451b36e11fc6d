import { accountFingerprint } from '../../context/account-fingerprint.ts';
import { recentGrantFilter } from '../../context/roles/recent-grants.ts';
import type { RoleMemberLookup } from '../../context/roles/role-members.ts';
import type { Account, Community } from '../../database/generated/client.ts';
import { findSamePerson, isListingValid, listApprovers } from './approvers.ts';

/** Why an account may not decide on a request. Part of the key of the error message. */
export type IneligibleReason =
  | 'noRole'
  | 'own'
  | 'linked'
  | 'fresh'
  | 'notListed'
  | 'listedByAuthor';

/** A request for approval, as far as it matters for who may decide. */
export interface EligibilityQuestion {
  community: Community;
  /** Fingerprint of the requesting account. */
  requestedBy: string;
}

/** Reads what all checks of one request need, and returns the check: undefined when an account may decide. */
export async function createEligibilityCheck(
  lookup: RoleMemberLookup,
  { community, requestedBy }: EligibilityQuestion,
): Promise<(account: Account) => Promise<IneligibleReason | undefined>> {
  const { db, roleResolver, platformPermissions, now } = lookup;
  const approvers = await listApprovers(db, community.id);
  const requesterFingerprints = await findSamePerson(db, [requestedBy], approvers);
  const isRecentGrant = await recentGrantFilter(db, {
    communityId: community.id,
    fingerprints: requesterFingerprints,
    now: new Date(now.epochMilliseconds),
    platformPermissions,
  });
  const isRequester = (account: Account) => requesterFingerprints.has(accountFingerprint(account));

  return async (account) => {
    const fingerprint = accountFingerprint(account);
    if (fingerprint === requestedBy) return 'own';
    // Accounts linked now count even without a record in the link history.
    const accounts = await db.account.findMany({ where: { personId: account.personId } });
    if ([account, ...accounts].some(isRequester)) return 'linked';
    const { isImplicitAdmin, grants } = await roleResolver.basisOf(account, community);
    const counting = grants.filter(({ role }) => role === 'moderator' || role === 'admin');
    if (!isImplicitAdmin && counting.length === 0) return 'noRole';
    if (!isImplicitAdmin && counting.every(isRecentGrant)) return 'fresh';
    const listings = approvers.filter((one) => one.accountFingerprints.includes(fingerprint));
    if (listings.length === 0) return 'notListed';
    for (const listing of listings) {
      if (await isListingValid(lookup, { community, approvers, requesterFingerprints }, listing)) {
        return;
      }
    }
    return 'listedByAuthor';
  };
}

/** The approvers' accounts that may decide on a request. */
export async function findEligibleApprovers(
  lookup: RoleMemberLookup,
  question: EligibilityQuestion,
): Promise<Account[]> {
  const approvers = await listApprovers(lookup.db, question.community.id);
  const accounts = await lookup.db.account.findMany({
    where: { id: { in: approvers.flatMap(({ accountIds }) => accountIds) } },
    orderBy: { id: 'asc' },
  });
  return filterEligible(lookup, question, accounts);
}

/** Those of the accounts that may decide on a request. */
export async function filterEligible(
  lookup: RoleMemberLookup,
  question: EligibilityQuestion,
  accounts: readonly Account[],
): Promise<Account[]> {
  const findObjection = await createEligibilityCheck(lookup, question);
  const eligible: Account[] = [];
  for (const account of accounts) {
    if ((await findObjection(account)) === undefined) eligible.push(account);
  }
  return eligible;
}
