import type { Account, Chat, Community } from '../database/generated/client.ts';
import { Platform, type Role } from '../database/generated/enums.ts';
import { withKnownEnumValues } from '../database/known-enum-values.ts';
import type { CommandContext } from './command-context.ts';

/** People who acted in a role within this time are looked at, in milliseconds; and at most so many. */
const recentActivity = { ms: 90 * 24 * 3_600_000, most: 20 } as const;

/** What it takes to find out who has a role. */
export type RoleMemberLookup = Pick<
  CommandContext,
  'db' | 'roleResolver' | 'platformPermissions' | 'now'
>;

/** Accounts whose standing needs no asking: grants to persons, admins of the deployment, managers that are named. */
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
 * The accounts that have a role in a community, to be written to in private: admins have every role. Who has it by a
 * Discord role or by managing a server is found when they acted in a role lately, since Discord lists to bots
 * neither; the others see what waits when they look.
 */
export async function findRoleMembers(
  call: RoleMemberLookup,
  community: Community,
  role: Role,
): Promise<Account[]> {
  const { db, roleResolver, now } = call;
  const sure = await findExplicitMembers(call, community, role);
  const acted = await db.account.findMany({
    where: {
      ...withKnownEnumValues.account,
      id: { notIn: sure.map(({ id }) => id) },
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
    acted.map(async (account) =>
      (await roleResolver.rolesOf(account, community)).has(role) ? [account] : [],
    ),
  );
  return [...new Map([...sure, ...checked.flat()].map((one) => [one.id, one])).values()];
}

type PrivateChat = Pick<Chat, 'platform' | 'platformId' | 'threadId' | 'closedAt'>;

/** Who can be written to comes first: where a private chat is open, else on Discord, where a bot may begin one. */
const reachability = ({ platform, platformId }: Account, chat: PrivateChat | undefined): number => {
  // A chat that goes by another user's id is not this user's.
  const isOwn =
    chat?.platform === platform && chat.platformId === platformId && chat.threadId === '';
  if (chat) return chat.closedAt || !isOwn ? 3 : 0;
  return platform === 'discord' ? 1 : 2;
};

/** One account of each person, the one at which they can be written to; who cannot be is left out. */
export async function pickReachableAccounts(
  db: Pick<CommandContext['db'], 'chat'>,
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
