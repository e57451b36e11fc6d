import type { Account, Prisma, RoleGrant } from '../database/generated/client.ts';
import { UserError } from '../kit/define/user-error.ts';
import type { CommandContext } from './command-context.ts';
import { findRoleMembers, type RoleMemberLookup } from './role-members.ts';

type Community = Parameters<typeof findRoleMembers>[1];

/**
 * Which grants are about to go: those of a person, of a Discord role, or those to its person that count on an account
 * which leaves that person. What a platform itself gives to an account never goes.
 */
type GrantRemoval = { personId: string } | { discordRoleId: string } | { accountId: string };

function isRemoved(going: GrantRemoval | undefined, account: Account, grant: RoleGrant): boolean {
  if (going === undefined) return false;
  if ('accountId' in going) return account.id === going.accountId && grant.personId !== null;
  if ('personId' in going) return grant.personId === going.personId;
  return grant.discordRoleId === going.discordRoleId;
}

/** By what a community still has an admin once some grants are gone. */
export interface RemainingAdmins {
  /** The deployment names one, or a platform names a manager of a place where the community began. */
  hasImplicitAdmin: boolean;
  /** Other grants of the role that somebody has now. */
  grantIds: readonly string[];
}

/**
 * Who is an admin beside some grants. Nobody can tell who has a Discord role: a grant to one counts when somebody who
 * acted here lately has it. @param leaving places that are no longer the community's
 */
export async function findRemainingAdmins(
  asking: RoleMemberLookup,
  community: Community,
  going: GrantRemoval | undefined,
  leaving: readonly string[] = [],
): Promise<RemainingAdmins> {
  const { db, roleResolver, platformPermissions } = asking;
  if (roleResolver.deploymentAdmins.length > 0) return { hasImplicitAdmin: true, grantIds: [] };
  const foundings = await db.connection.findMany({
    where: { communityId: community.id, founding: true, id: { notIn: [...leaving] } },
  });
  for (const { platform, platformId } of foundings) {
    if ((await platformPermissions[platform].managerIds(platformId)).length > 0) {
      return { hasImplicitAdmin: true, grantIds: [] };
    }
  }
  const grants = new Set<string>();
  for (const account of await findRoleMembers(asking, community, 'admin')) {
    const standing = await roleResolver.basisOf(account, community);
    // Somebody whom the platform lets manage the place without naming them to a bot.
    if (standing.isImplicitAdmin && leaving.length === 0)
      return { hasImplicitAdmin: true, grantIds: [] };
    for (const grant of standing.grants) {
      if (grant.role === 'admin' && !isRemoved(going, account, grant)) grants.add(grant.id);
    }
  }
  return { hasImplicitAdmin: false, grantIds: [...grants] };
}

/**
 * Nobody else changes who is an admin until the transaction ends.
 * @throws Refusal when nobody would be one any more, in these words
 */
export async function requireRemainingAdmin(
  tx: Prisma.TransactionClient,
  communityId: string,
  { hasImplicitAdmin, grantIds }: RemainingAdmins,
  refusal = new UserError('admins.last'),
): Promise<void> {
  // What merely names the community goes on meanwhile.
  await tx.$queryRaw`SELECT id FROM "Community" WHERE id = ${communityId}::uuid FOR NO KEY UPDATE`;
  if (hasImplicitAdmin) return;
  const left = await tx.$queryRaw<unknown[]>`
    SELECT g."id" FROM "RoleGrant" g WHERE g."id" = ANY(${[...grantIds]}::uuid[]) AND (
      g."discordRoleId" IS NOT NULL OR EXISTS (
        SELECT FROM "Account" a WHERE a."personId" = g."personId" AND a."linkedAt" <= g."grantedAt"))
    LIMIT 1`;
  if (left.length === 0) throw refusal;
}

/** Whether who acts would be no admin any more without these grants, or takes one of their own. */
export async function losesOwnAdminRole(
  call: Pick<CommandContext, 'account' | 'person' | 'roleResolver'>,
  community: Community,
  going: { personId: string } | { discordRoleId: string },
): Promise<boolean> {
  if ('personId' in going && going.personId === call.person.id) return true;
  const { isImplicitAdmin, grants } = await call.roleResolver.basisOf(call.account, community);
  if (isImplicitAdmin) return false;
  const left = grants.filter(
    ({ role, personId, discordRoleId }) =>
      role === 'admin' &&
      ('personId' in going ? personId !== going.personId : discordRoleId !== going.discordRoleId),
  );
  return left.length === 0;
}
