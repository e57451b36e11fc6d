import type {
  Account,
  Community,
  Connection,
  PrismaClient,
  RoleGrant,
} from '../database/generated/client.ts';
import { Role } from '../database/generated/enums.ts';
import { readable } from '../database/readable.ts';
import type { Condition } from '../kit/access.ts';
import type { Call } from './call.ts';
import type { PlatformPowers } from './powers.ts';

const all: ReadonlySet<Role> = new Set(Object.values(Role));

export interface RoleQuestion {
  account: Account;
  community: Community;
  /** Ids of the account's roles in the Discord server where it acts; nothing to ask for them in the community's servers. */
  discordRoles: readonly string[] | undefined;
  powers: Call['powers'];
  /** `platform:id` of those who are admins everywhere. */
  admins: readonly string[];
}

/** Whether the platform of this account makes it a manager of one of these founding spaces, asked now. */
async function managesFounding(
  account: Account,
  foundings: readonly Connection[],
  powers: Readonly<Record<string, PlatformPowers>>,
): Promise<boolean> {
  for (const { platform, platformId } of foundings) {
    if (platform !== account.platform) continue;
    if (await powers[platform]?.manages(platformId, account.platformId)) return true;
  }
  return false;
}

/** Ids of the roles that an account has in any Discord server of the community, asked now. */
export async function discordRolesOf(
  db: Pick<PrismaClient, 'connection'>,
  account: Pick<Account, 'platform' | 'platformId'>,
  communityId: string,
  powers: Call['powers'],
): Promise<string[]> {
  if (account.platform !== 'discord') return [];
  const servers = await db.connection.findMany({ where: { communityId, platform: 'discord' } });
  const roles: string[] = [];
  for (const { platformId } of servers) {
    roles.push(...(await powers.discord.roles(platformId, account.platformId)));
  }
  return roles;
}

/** By what an account may do what it may in a community. */
export interface Standing {
  /** It is an admin by nobody's grant: of the deployment, or as a manager of the place where the community began. */
  isGiven: boolean;
  /** The grants that count on it. */
  grants: readonly RoleGrant[];
}

/**
 * By what an account has its roles: as an admin of the deployment, as a manager of the place where the community
 * began (on that platform alone, read live), or by grants. A grant to a person counts on an account only when it is
 * younger than the account's link to that person.
 */
async function standingOf(db: PrismaClient, question: RoleQuestion): Promise<Standing> {
  const { account, community, powers, admins } = question;
  const communityId = community.id;
  const isAdmin = admins.includes(`${account.platform}:${account.platformId}`);
  if (isAdmin) return { isGiven: true, grants: [] };
  const foundings = await db.connection.findMany({
    where: { ...readable.connection, communityId, founding: true },
  });
  if (await managesFounding(account, foundings, powers)) return { isGiven: true, grants: [] };
  const grants = await db.roleGrant.findMany({
    where: {
      ...readable.roleGrant,
      communityId,
      OR: [
        // Of an account that was linked at no time that JavaScript holds nobody knows which grants came after.
        ...(Number.isNaN(account.linkedAt.getTime())
          ? []
          : [{ personId: account.personId, grantedAt: { gte: account.linkedAt } }]),
        { discordRoleId: { not: null } },
      ],
    },
  });
  const isToRole = grants.some(({ discordRoleId }) => discordRoleId !== null);
  const held = isToRole
    ? (question.discordRoles ?? (await discordRolesOf(db, account, communityId, powers)))
    : [];
  return {
    isGiven: false,
    grants: grants.filter(
      ({ discordRoleId }) => discordRoleId === null || held.includes(discordRoleId),
    ),
  };
}

function rolesBy({ isGiven, grants }: Standing): ReadonlySet<Role> {
  const roles = new Set(grants.map(({ role }) => role));
  return isGiven || roles.has('admin') ? all : roles;
}

/** What an account may do in a community. */
export const rolesOf = async (
  db: PrismaClient,
  question: RoleQuestion,
): Promise<ReadonlySet<Role>> => rolesBy(await standingOf(db, question));

/** What anybody may do, wherever they are now. */
export interface Rights {
  /** `platform:id` of those who are admins everywhere. */
  admins: readonly string[];
  of(account: Account, community: Community): Promise<ReadonlySet<Role>>;
  standing(account: Account, community: Community): Promise<Standing>;
}

export function createRights(
  db: PrismaClient,
  powers: Call['powers'],
  admins: readonly string[],
): Rights {
  const standing: Rights['standing'] = (account, community) =>
    standingOf(db, { account, community, discordRoles: undefined, powers, admins });
  return {
    admins,
    standing,
    of: async (account, community) => rolesBy(await standing(account, community)),
  };
}

/** Answers the command kit's questions about access: the one place where permissions are decided. */
export async function decide(condition: Condition, call: Call): Promise<boolean> {
  switch (condition.rule) {
    case 'inCommunity':
      return call.community !== undefined;
    case 'inPrivate':
      return call.isPrivate;
    case 'platform':
      return call.managesChat();
    case 'role': {
      const roles: ReadonlySet<string> = await call.roles();
      return roles.has(condition.role);
    }
  }
}
