import type { Call } from '../../communities/call.ts';
import { freshlyGivenBy } from '../../communities/fresh-grants.ts';
import type { Asking } from '../../communities/holders.ts';
import type { Account, Community } from '../../database/generated/client.ts';
import { accountKey } from '../../people/account-key.ts';
import { approversOf, countsFor, samePerson } from './approvers.ts';

/** Why somebody may not decide on what another asks. */
export type Objection = 'noRole' | 'own' | 'linked' | 'fresh' | 'notListed' | 'listedByAuthor';

/** Judges who may decide on what one account asks; what all judgements need is read once. */
export async function judgeOf(
  asking: Asking,
  { community, askedBy }: { community: Community; askedBy: string },
): Promise<(account: Account) => Promise<Objection | undefined>> {
  const { db, rights, powers, now } = asking;
  const approvers = await approversOf(db, community.id);
  const theirs = await samePerson(db, [askedBy], approvers);
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
    if (!isGiven && counting.every(isFresh)) return 'fresh';
    const said = approvers.filter((one) => one.accounts.includes(key));
    if (said.length === 0) return 'notListed';
    for (const approver of said) {
      if (await countsFor(asking, { community, approvers, askers: theirs }, approver)) return;
    }
    return 'listedByAuthor';
  };
}

/** The accounts that may decide on what one account asks. */
export async function fitToDecide(
  asking: Pick<Call, 'db' | 'rights' | 'powers' | 'now'>,
  question: { community: Community; askedBy: string },
): Promise<Account[]> {
  const approvers = await approversOf(asking.db, question.community.id);
  const accounts = await asking.db.account.findMany({
    where: { id: { in: approvers.flatMap(({ accountIds }) => accountIds) } },
    orderBy: { id: 'asc' },
  });
  const judge = await judgeOf(asking, question);
  const fit: Account[] = [];
  for (const account of accounts) {
    if ((await judge(account)) === undefined) fit.push(account);
  }
  return fit;
}
