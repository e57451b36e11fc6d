import type { RequestContext } from '../context/request-context.ts';
import type { Account } from '../database/generated/client.ts';
import type { PeopleFinder } from '../kit/argument-types/references/person.ts';
import type { ParseContext } from '../kit/define/parse-context.ts';
import type { PersonReference } from '../kit/define/raw-value.ts';
import { fold } from '../language/text/fold.ts';

/** Accounts searched for a display name, and offered at once. */
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

/** An account with its names, folded for search. */
interface SearchableAccount {
  account: Account;
  names: readonly string[];
}

/** Reads the community's accounts on the request's platform, by name, once per request. */
type DirectoryRequest = ParseContext & Pick<RequestContext, 'db' | 'community' | 'account'>;

function accountsPerRequest(): (request: DirectoryRequest) => Promise<SearchableAccount[]> {
  const known = new WeakMap<DirectoryRequest, Promise<SearchableAccount[]>>();
  const read = async ({ db, community, account: { platform } }: DirectoryRequest) => {
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
  return (request) => {
    const all = known.get(request) ?? read(request);
    known.set(request, all);
    return all;
  };
}

/** Finds members of the community by their accounts on the request's platform. */
export const memberDirectory = (
  accountsOf = accountsPerRequest(),
): PeopleFinder<DirectoryRequest> => ({
  async byIdentifier(whose, { db, community, account: { platform } }) {
    if (!community) return [];
    const isIn = { person: { memberships: { some: { communityId: community.id } } } };
    const key = 'platformId' in whose ? whose.platformId : whose.username.toLowerCase();
    const found = await db.account.findMany({
      where: {
        platform,
        ...('platformId' in whose
          ? { platformId: key }
          : // Prisma's case-insensitive comparison is ILIKE, in which `_` matches any letter.
            { id: { in: await findIdsByUsername(db, platform, key) } }),
        ...isIn,
      },
      take: searchLimits.offered,
    });
    return found.map(toReference);
  },
  async byDisplayName(words, request) {
    if (!request.community || fold(words) === '') return [];
    const accounts = await accountsOf(request);
    const wanted = fold(words);
    return accounts
      .filter(({ names }) => names.some((name) => name.includes(wanted)))
      .slice(0, searchLimits.offered)
      .map(({ account }) => toReference(account));
  },
});

const findIdsByUsername = async (
  db: RequestContext['db'],
  platform: Account['platform'],
  lower: string,
): Promise<string[]> =>
  (
    await db.$queryRaw<{ id: string }[]>`
      SELECT id FROM "Account" WHERE platform = ${platform}::"Platform" AND lower(username) = ${lower}`
  ).map(({ id }) => id);
