import type { Account, Community, Connection, PrismaClient } from '../database/generated/client.ts';
import { Role } from '../database/generated/enums.ts';
import type { Condition } from '../kit/access.ts';
import type { Call } from './call.ts';
import type { PlatformPowers } from './powers.ts';

const all: ReadonlySet<Role> = new Set(Object.values(Role));

export interface RoleQuestion {
  account: Account;
  community: Community;
  /** Roles that this account has in the Discord server where it acts. */
  discordRoles: readonly string[];
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

/**
 * What an account may do in a community: as an admin of the deployment, as a manager of the place where
 * the community began (on that platform alone, read live), or by grants. A grant to a person counts on an
 * account only when it is younger than the account's link to that person.
 */
export async function rolesOf(
  db: PrismaClient,
  { account, community, discordRoles, powers, admins }: RoleQuestion,
): Promise<ReadonlySet<Role>> {
  if (admins.includes(`${account.platform}:${account.platformId}`)) return all;
  const foundings = await db.connection.findMany({
    where: { communityId: community.id, founding: true },
  });
  if (await managesFounding(account, foundings, powers)) return all;
  const grants = await db.roleGrant.findMany({
    where: {
      communityId: community.id,
      OR: [
        { personId: account.personId, grantedAt: { gte: account.linkedAt } },
        ...(discordRoles.length > 0 ? [{ discordRoleId: { in: [...discordRoles] } }] : []),
      ],
    },
  });
  const roles = new Set(grants.map(({ role }) => role));
  return roles.has('admin') ? all : roles;
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
