import type { Account, Chat, Community } from '../../database/generated/client.ts';
import { Platform, type Role } from '../../database/generated/enums.ts';
import { withKnownEnumValues } from '../../database/known-enum-values.ts';
import type { RequestContext } from '../request-context.ts';

/** How recent activity must be, in milliseconds, and of how many accounts it is considered. */
const recentActivity = { ms: 90 * 24 * 3_600_000, most: 20 } as const;

/** What finding the members of a role needs. */
export type RoleMemberLookup = Pick<
  RequestContext,
  'db' | 'roleResolver' | 'platformPermissions' | 'now'
>;

/** Members that need no check per account: grants to persons, admins of the deployment, managers whom platforms name. */
async function findExplicitMembers(
  { db, roleResolver, platformPermissions }: RoleMemberLookup,
  { id: communityId }: Community,
  role: Role,
): Promise<Account[]> {
  const grants = await db.roleGrant.findMany({
    where: {
      ...{ communityId, role: { in: [role, 'admin'] }, personId: { not: null } },
      person: withKnownEnumValues.person,
    },
    include: { person: { include: { accounts: { where: withKnownEnumValues.account } } } },
  });
  const granted = grants.flatMap(({ person, grantedAt }) =>
    (person?.accounts ?? []).filter(({ linkedAt }) => linkedAt <= grantedAt),
  );
  const foundings = await db.connection.findMany({
    where: { ...withKnownEnumValues.connection, communityId, founding: true },
  });
  const managers = await Promise.all(
    foundings.map(async ({ platform, platformId }) => ({
      platform,
      platformId: { in: [...(await platformPermissions[platform].managerIds(platformId))] },
    })),
  );
  const admins = Object.values(Platform).map((platform) => ({
    platform,
    platformId: {
      in: roleResolver.deploymentAdmins
        .filter((admin) => admin.startsWith(`${platform}:`))
        .map((admin) => admin.slice(platform.length + 1)),
    },
  }));
  const others = await db.account.findMany({
    where: { ...withKnownEnumValues.account, OR: [...managers, ...admins] },
  });
  return [...granted, ...others];
}

/**
 * The accounts that have a role in a community; admins have every role. Discord tells bots neither a role's members nor
 * all managers of a server: of those only accounts with recent audit entries are found.
 */
export async function findRoleMembers(
  lookup: RoleMemberLookup,
  community: Community,
  role: Role,
): Promise<Account[]> {
  const { db, roleResolver, now } = lookup;
  const explicit = await findExplicitMembers(lookup, community, role);
  const active = await db.account.findMany({
    where: {
      ...withKnownEnumValues.account,
      id: { notIn: explicit.map(({ id }) => id) },
      audit: {
        some: {
          communityId: community.id,
          createdAt: { gt: new Date(now.epochMilliseconds - recentActivity.ms) },
        },
      },
    },
    take: recentActivity.most,
    orderBy: { id: 'asc' },
  });
  const checked = await Promise.all(
    active.map(async (account) =>
      (await roleResolver.rolesOf(account, community)).has(role) ? [account] : [],
    ),
  );
  return [...new Map([...explicit, ...checked.flat()].map((one) => [one.id, one])).values()];
}

type PrivateChat = Pick<Chat, 'platform' | 'platformId' | 'threadId' | 'closedAt'>;

/** 0: an open private chat; 1: Discord, where a bot may open one; 2 and 3: not reachable. */
const reachability = ({ platform, platformId }: Account, chat: PrivateChat | undefined): number => {
  // A chat with another user's id is not this account's.
  const isOwn =
    chat?.platform === platform && chat.platformId === platformId && chat.threadId === '';
  if (chat) return chat.closedAt || !isOwn ? 3 : 0;
  return platform === 'discord' ? 1 : 2;
};

/** One account per person, the one that can be written to best; people who cannot be reached are left out. */
export async function pickReachableAccounts(
  db: Pick<RequestContext['db'], 'chat'>,
  accounts: readonly Account[],
): Promise<Account[]> {
  const chats = await db.chat.findMany({
    where: { ...withKnownEnumValues.chat, accountId: { in: accounts.map(({ id }) => id) } },
    select: {
      ...{ accountId: true, closedAt: true },
      ...{ platform: true, platformId: true, threadId: true },
    },
  });
  const ranked = accounts.map((account) => ({
    account,
    rank: reachability(
      account,
      chats.find(({ accountId }) => accountId === account.id),
    ),
  }));
  const first = Map.groupBy(
    ranked.filter(({ rank }) => rank < 2).sort((one, other) => one.rank - other.rank),
    ({ account }) => account.personId,
  );
  return [...first.values()].flatMap(([one]) => (one ? [one.account] : []));
}
