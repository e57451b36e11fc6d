import type { Call } from '../communities/call.ts';
import type { Account } from '../database/generated/client.ts';
import type { FindPeople } from '../kit/kinds/person.ts';
import type { PersonReference } from '../kit/raw.ts';
import { fold } from '../language/fold.ts';

/** People looked through for a display name, and offered at once. */
const most = { searched: 5000, offered: 25 } as const;

const referenceOf = ({
  platformId,
  name,
  username,
}: Pick<Account, 'platformId' | 'name' | 'username'>): PersonReference => ({
  kind: 'person',
  platformId,
  name,
  ...(username === null ? {} : { username }),
});

/** An account with what it is called, without marks. */
interface Named {
  account: Account;
  names: readonly string[];
}

/** The accounts of a community on the caller's platform, by name: read once in a call, whatever is looked for. */
function accountsOnce(): (call: Call) => Promise<Named[]> {
  const known = new WeakMap<Call, Promise<Named[]>>();
  const read = async ({ db, community, account: { platform } }: Call) => {
    const accounts = await db.account.findMany({
      where: { platform, person: { memberships: { some: { communityId: community?.id ?? '' } } } },
      take: most.searched,
      orderBy: { name: 'asc' },
    });
    return accounts.map((account) => ({
      account,
      names: [account.name, account.username ?? ''].map(fold),
    }));
  };
  return (call) => {
    const all = known.get(call) ?? read(call);
    known.set(call, all);
    return all;
  };
}

/** People of this community, by their accounts on the caller's platform. */
export const findPeople = (accountsOf = accountsOnce()): FindPeople<Call> => ({
  async named(whose, { db, community, account: { platform } }) {
    if (!community) return [];
    const isIn = { person: { memberships: { some: { communityId: community.id } } } };
    const key = 'platformId' in whose ? whose.platformId : whose.username.toLowerCase();
    const found = await db.account.findMany({
      where: {
        platform,
        ...('platformId' in whose
          ? { platformId: key }
          : // Without upper and lower case Prisma would take `_` for any letter.
            { id: { in: await idsOfUsername(db, platform, key) } }),
        ...isIn,
      },
      take: most.offered,
    });
    return found.map(referenceOf);
  },
  async called(words, call) {
    if (!call.community || fold(words) === '') return [];
    const accounts = await accountsOf(call);
    const wanted = fold(words);
    return accounts
      .filter(({ names }) => names.some((name) => name.includes(wanted)))
      .slice(0, most.offered)
      .map(({ account }) => referenceOf(account));
  },
});

const idsOfUsername = async (
  db: Call['db'],
  platform: Account['platform'],
  lower: string,
): Promise<string[]> =>
  (
    await db.$queryRaw<{ id: string }[]>`
      SELECT id FROM "Account" WHERE platform = ${platform}::"Platform" AND lower(username) = ${lower}`
  ).map(({ id }) => id);
