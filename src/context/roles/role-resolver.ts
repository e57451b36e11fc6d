import type {
  Account,
  Community,
  Connection,
  PrismaClient,
  RoleGrant,
} from '../../database/generated/client.ts';
import { Role } from '../../database/generated/enums.ts';
import { withKnownEnumValues } from '../../database/known-enum-values.ts';
import type { PlatformPermissionsByPlatform } from './platform-permissions.ts';

const allRoles: ReadonlySet<Role> = new Set(Object.values(Role));

export interface RoleQuery {
  account: Account;
  community: Community;
  /** Ids of the account's roles in the Discord server of the request; undefined to read those of the community's servers. */
  discordRoleIds: readonly string[] | undefined;
  platformPermissions: PlatformPermissionsByPlatform;
  /** Admins of every community, as `platform:id`. */
  deploymentAdmins: readonly string[];
}

/** Whether the account manages one of these spaces; read live. */
async function managesFoundingSpace(
  account: Account,
  foundings: readonly Connection[],
  permissions: PlatformPermissionsByPlatform,
): Promise<boolean> {
  for (const { platform, platformId } of foundings) {
    if (platform !== account.platform) continue;
    if (await permissions[platform].canManage(platformId, account.platformId)) return true;
  }
  return false;
}

/** Ids of the account's roles in all Discord servers of the community; read live. */
export async function fetchDiscordRoleIds(
  db: Pick<PrismaClient, 'connection'>,
  account: Pick<Account, 'platform' | 'platformId'>,
  communityId: string,
  permissions: PlatformPermissionsByPlatform,
): Promise<string[]> {
  if (account.platform !== 'discord') return [];
  const servers = await db.connection.findMany({ where: { communityId, platform: 'discord' } });
  const roles: string[] = [];
  for (const { platformId } of servers) {
    roles.push(...(await permissions.discord.roleIds(platformId, account.platformId)));
  }
  return roles;
}

/** What an account's roles in a community come from. */
export interface RoleBasis {
  /** Admin without a grant: of the deployment, or as a manager of the community's founding space. */
  isImplicitAdmin: boolean;
  /** Grants in effect for this account. */
  grants: readonly RoleGrant[];
}

/**
 * What an account's roles come from: the deployment's admins, management of the founding space (on that platform
 * alone, read live), or grants. A grant to a person is in effect for an account only when it is younger than the
 * account's link to that person.
 */
async function resolveRoleBasis(db: PrismaClient, query: RoleQuery): Promise<RoleBasis> {
  const { account, community, platformPermissions, deploymentAdmins } = query;
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
        // A linkedAt outside JavaScript's range cannot be compared with: no grant is in effect.
        ...(Number.isNaN(account.linkedAt.getTime())
          ? []
          : [{ personId: account.personId, grantedAt: { gte: account.linkedAt } }]),
        { discordRoleId: { not: null } },
      ],
    },
  });
  const hasDiscordRoleGrant = grants.some(({ discordRoleId }) => discordRoleId !== null);
  const held = hasDiscordRoleGrant
    ? (query.discordRoleIds ??
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

/** The roles of an account in a community. */
export const resolveRoles = async (
  db: PrismaClient,
  query: RoleQuery,
): Promise<ReadonlySet<Role>> => rolesFrom(await resolveRoleBasis(db, query));

/** Resolves roles outside of a request's own account and chat. */
export interface RoleResolver {
  /** Admins of every community, as `platform:id`. */
  deploymentAdmins: readonly string[];
  rolesOf(account: Account, community: Community): Promise<ReadonlySet<Role>>;
  basisOf(account: Account, community: Community): Promise<RoleBasis>;
}

export function createRoleResolver(
  db: PrismaClient,
  platformPermissions: PlatformPermissionsByPlatform,
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
