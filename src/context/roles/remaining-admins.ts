import type { Account, Prisma, RoleGrant } from '../../database/generated/client.ts';
import { UserError } from '../../kit/define/user-error.ts';
import type { RequestContext } from '../request-context.ts';
import { findRoleMembers, type RoleMemberLookup } from './role-members.ts';

type Community = Parameters<typeof findRoleMembers>[1];

/**
 * Grants about to be removed: those of a person, those of a Discord role, or those that an account has from its person
 * when it is unlinked. Roles that the platform itself gives an account are never removed.
 */
type GrantRemoval = { personId: string } | { discordRoleId: string } | { accountId: string };

function isRemoved(going: GrantRemoval | undefined, account: Account, grant: RoleGrant): boolean {
  if (going === undefined) return false;
  if ('accountId' in going) return account.id === going.accountId && grant.personId !== null;
  if ('personId' in going) return grant.personId === going.personId;
  return grant.discordRoleId === going.discordRoleId;
}

/** Who is still an admin of a community once some grants are removed. */
export interface RemainingAdmins {
  /** The deployment has an admin, or a platform names a manager of the founding space. */
  hasImplicitAdmin: boolean;
  /** Remaining admin grants that somebody holds. */
  grantIds: readonly string[];
}

/**
 * Finds who is an admin apart from the grants to be removed. Discord does not list the members of a role: a grant to one
 * counts when somebody who was active here recently has it. It asks the platforms: call it outside of transactions.
 * @param leaving ids of connections that are about to be removed
 */
export async function findRemainingAdmins(
  lookup: RoleMemberLookup,
  community: Community,
  going: GrantRemoval | undefined,
  leaving: readonly string[] = [],
): Promise<RemainingAdmins> {
  const { db, roleResolver, platformPermissions } = lookup;
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
  for (const account of await findRoleMembers(lookup, community, 'admin')) {
    const basis = await roleResolver.basisOf(account, community);
    // A manager whom the platform does not name to bots.
    if (basis.isImplicitAdmin && leaving.length === 0)
      return { hasImplicitAdmin: true, grantIds: [] };
    for (const grant of basis.grants) {
      if (grant.role === 'admin' && !isRemoved(going, account, grant)) grants.add(grant.id);
    }
  }
  return { hasImplicitAdmin: false, grantIds: [...grants] };
}

/**
 * Locks the community's admin grants until the transaction ends, and checks that one of the remaining ones still exists.
 * @param error thrown when the community would have no admin
 * @throws UserError
 */
export async function requireRemainingAdmin(
  tx: Prisma.TransactionClient,
  communityId: string,
  { hasImplicitAdmin, grantIds }: RemainingAdmins,
  error = new UserError('admins.last'),
): Promise<void> {
  // NO KEY: rows that reference the community can still be written.
  await tx.$queryRaw`SELECT id FROM "Community" WHERE id = ${communityId}::uuid FOR NO KEY UPDATE`;
  if (hasImplicitAdmin) return;
  const left = await tx.$queryRaw<unknown[]>`
    SELECT g."id" FROM "RoleGrant" g WHERE g."id" = ANY(${[...grantIds]}::uuid[]) AND (
      g."discordRoleId" IS NOT NULL OR EXISTS (
        SELECT FROM "Account" a WHERE a."personId" = g."personId" AND a."linkedAt" <= g."grantedAt"))
    LIMIT 1`;
  if (left.length === 0) throw error;
}

/** Whether removing these grants takes the acting person's own admin role, or a grant of theirs. */
export async function losesOwnAdminRole(
  request: Pick<RequestContext, 'account' | 'person' | 'roleResolver'>,
  community: Community,
  going: { personId: string } | { discordRoleId: string },
): Promise<boolean> {
  if ('personId' in going && going.personId === request.person.id) return true;
  const { isImplicitAdmin, grants } = await request.roleResolver.basisOf(
    request.account,
    community,
  );
  if (isImplicitAdmin) return false;
  const left = grants.filter(
    ({ role, personId, discordRoleId }) =>
      role === 'admin' &&
      ('personId' in going ? personId !== going.personId : discordRoleId !== going.discordRoleId),
  );
  return left.length === 0;
}
