import type { CommandContext } from '../context/command-context.ts';
import type { Account } from '../database/generated/client.ts';
import type { PeopleFinder } from '../kit/argument-types/person.ts';
import type { PersonReference } from '../kit/define/raw-value.ts';
import { fold } from '../language/text/fold.ts';

/** People looked through for a display name, and offered at once. */
const searchLimits = { searched: 5000, offered: 25 } as const;

const toReference = ({
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
interface SearchableAccount {
  account: Account;
  names: readonly string[];
}

/** The accounts of a community on the caller's platform, by name: read once in a call, whatever is looked for. */
function accountsPerContext(): (call: CommandContext) => Promise<SearchableAccount[]> {
  const known = new WeakMap<CommandContext, Promise<SearchableAccount[]>>();
  const read = async ({ db, community, account: { platform } }: CommandContext) => {
    const accounts = await db.account.findMany({
      where: { platform, person: { memberships: { some: { communityId: community?.id ?? '' } } } },
      take: searchLimits.searched,
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
export const memberDirectory = (
  accountsOf = accountsPerContext(),
): PeopleFinder<CommandContext> => ({
  async byIdentifier(whose, { db, community, account: { platform } }) {
    if (!community) return [];
    const isIn = { person: { memberships: { some: { communityId: community.id } } } };
    const key = 'platformId' in whose ? whose.platformId : whose.username.toLowerCase();
    const found = await db.account.findMany({
      where: {
        platform,
        ...('platformId' in whose
          ? { platformId: key }
          : // Without upper and lower case Prisma would take `_` for any letter.
            { id: { in: await findIdsByUsername(db, platform, key) } }),
        ...isIn,
      },
      take: searchLimits.offered,
    });
    return found.map(toReference);
  },
  async byDisplayName(words, call) {
    if (!call.community || fold(words) === '') return [];
    const accounts = await accountsOf(call);
    const wanted = fold(words);
    return accounts
      .filter(({ names }) => names.some((name) => name.includes(wanted)))
      .slice(0, searchLimits.offered)
      .map(({ account }) => toReference(account));
  },
});

const findIdsByUsername = async (
  db: CommandContext['db'],
  platform: Account['platform'],
  lower: string,
): Promise<string[]> =>
  (
    await db.$queryRaw<{ id: string }[]>`
      SELECT id FROM "Account" WHERE platform = ${platform}::"Platform" AND lower(username) = ${lower}`
  ).map(({ id }) => id);
