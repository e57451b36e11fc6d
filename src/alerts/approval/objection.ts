import type { Call } from '../../communities/call.ts';
import { freshlyGivenBy } from '../../communities/fresh-grants.ts';
import type { Account, Community } from '../../database/generated/client.ts';
import { accountKey } from '../../people/account-key.ts';
import { everLinked } from '../../people/link-records.ts';

/** Why somebody may not decide on what another asks. */
export type Objection = 'noRole' | 'own' | 'linked' | 'fresh';

type Asking = Pick<Call, 'db' | 'rights' | 'powers' | 'now'>;

/** Judges who may decide on what one account asks; what all judgements need is read once. */
export async function judgeOf(
  { db, rights, powers, now }: Asking,
  { community, askedBy }: { community: Community; askedBy: string },
): Promise<(account: Account) => Promise<Objection | undefined>> {
  const theirs = await everLinked(db, [askedBy]);
  const isFresh = await freshlyGivenBy(db, {
    communityId: community.id,
    keys: theirs,
    now: new Date(now.epochMilliseconds),
    powers,
  });
  return async (account) => {
    const key = accountKey(account);
    if (key === askedBy) return 'own';
    // What is one person's now counts without a record of it.
    const accounts = await db.account.findMany({ where: { personId: account.personId } });
    if ([account, ...accounts].some((one) => theirs.has(accountKey(one)))) return 'linked';
    const { isGiven, grants } = await rights.standing(account, community);
    const counting = grants.filter(({ role }) => role === 'moderator' || role === 'admin');
    if (!isGiven && counting.length === 0) return 'noRole';
    return isGiven || counting.some((grant) => !isFresh(grant)) ? undefined : 'fresh';
  };
}
