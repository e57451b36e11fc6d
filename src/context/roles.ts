import type {
  Account,
  Community,
  Connection,
  PrismaClient,
  RoleGrant,
} from '../database/generated/client.ts';
import { Role } from '../database/generated/enums.ts';
import { withKnownEnumValues } from '../database/known-enum-values.ts';
import type { AccessCondition } from '../kit/define/access.ts';
import type { CommandContext } from './command-context.ts';
import type { PlatformPermissions } from './platform-permissions.ts';

const allRoles: ReadonlySet<Role> = new Set(Object.values(Role));

export interface RoleQuery {
  account: Account;
  community: Community;
  /** Ids of the account's roles in the Discord server where it acts; nothing to ask for them in the community's servers. */
  discordRoleIds: readonly string[] | undefined;
  platformPermissions: CommandContext['platformPermissions'];
  /** `platform:id` of those who are admins everywhere. */
  deploymentAdmins: readonly string[];
}

/** Whether the platform of this account makes it a manager of one of these founding spaces, asked now. */
async function managesFoundingSpace(
  account: Account,
  foundings: readonly Connection[],
  powers: Readonly<Record<string, PlatformPermissions>>,
): Promise<boolean> {
  for (const { platform, platformId } of foundings) {
    if (platform !== account.platform) continue;
    if (await powers[platform]?.canManage(platformId, account.platformId)) return true;
  }
  return false;
}

/** Ids of the roles that an account has in any Discord server of the community, asked now. */
export async function fetchDiscordRoleIds(
  db: Pick<PrismaClient, 'connection'>,
  account: Pick<Account, 'platform' | 'platformId'>,
  communityId: string,
  powers: CommandContext['platformPermissions'],
): Promise<string[]> {
  if (account.platform !== 'discord') return [];
  const servers = await db.connection.findMany({ where: { communityId, platform: 'discord' } });
  const roles: string[] = [];
  for (const { platformId } of servers) {
    roles.push(...(await powers.discord.roleIds(platformId, account.platformId)));
  }
  return roles;
}

/** By what an account may do what it may in a community. */
export interface RoleBasis {
  /** It is an admin by nobody's grant: of the deployment, or as a manager of the place where the community began. */
  isImplicitAdmin: boolean;
  /** The grants that count on it. */
  grants: readonly RoleGrant[];
}

/**
 * By what an account has its roles: as an admin of the deployment, as a manager of the place where the community
 * began (on that platform alone, read live), or by grants. A grant to a person counts on an account only when it is
 * younger than the account's link to that person.
 */
async function resolveRoleBasis(db: PrismaClient, question: RoleQuery): Promise<RoleBasis> {
  const { account, community, platformPermissions, deploymentAdmins } = question;
  const communityId = community.id;
  const isAdmin = deploymentAdmins.includes(`${account.platform}:${account.platformId}`);
  if (isAdmin) return { isImplicitAdmin: true, grants: [] };
  const foundings = await db.connection.findMany({
    where: { ...withKnownEnumValues.connection, communityId, founding: true },
  });
  if (await managesFoundingSpace(account, foundings, platformPermissions))
    return { isImplicitAdmin: true, grants: [] };
  const grants = await db.roleGrant.findMany({
    where: {
      ...withKnownEnumValues.roleGrant,
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
    ? (question.discordRoleIds ??
      (await fetchDiscordRoleIds(db, account, communityId, platformPermissions)))
    : [];
  return {
    isImplicitAdmin: false,
    grants: grants.filter(
      ({ discordRoleId }) => discordRoleId === null || held.includes(discordRoleId),
    ),
  };
}

function rolesFrom({ isImplicitAdmin, grants }: RoleBasis): ReadonlySet<Role> {
  const roles = new Set(grants.map(({ role }) => role));
  return isImplicitAdmin || roles.has('admin') ? allRoles : roles;
}

/** What an account may do in a community. */
export const resolveRoles = async (
  db: PrismaClient,
  question: RoleQuery,
): Promise<ReadonlySet<Role>> => rolesFrom(await resolveRoleBasis(db, question));

/** What anybody may do, wherever they are now. */
export interface RoleResolver {
  /** `platform:id` of those who are admins everywhere. */
  deploymentAdmins: readonly string[];
  rolesOf(account: Account, community: Community): Promise<ReadonlySet<Role>>;
  basisOf(account: Account, community: Community): Promise<RoleBasis>;
}

export function createRoleResolver(
  db: PrismaClient,
  platformPermissions: CommandContext['platformPermissions'],
  deploymentAdmins: readonly string[],
): RoleResolver {
  const basisOf: RoleResolver['basisOf'] = (account, community) =>
    resolveRoleBasis(db, {
      account,
      community,
      discordRoleIds: undefined,
      platformPermissions,
      deploymentAdmins,
    });
  return {
    deploymentAdmins,
    basisOf,
    rolesOf: async (account, community) => rolesFrom(await basisOf(account, community)),
  };
}

/** Answers the command kit's questions about access: the one place where permissions are decided. */
export async function checkAccess(
  condition: AccessCondition,
  call: CommandContext,
): Promise<boolean> {
  switch (condition.rule) {
    case 'inCommunity':
      return call.community !== undefined;
    case 'inPrivate':
      return call.isPrivate;
    case 'platform':
      return call.canManageChat();
    case 'role': {
      const roles: ReadonlySet<string> = await call.roles();
      return roles.has(condition.role);
    }
  }
}
