import { resolveAccountReference } from '../context/accounts.ts';
import { recordAudit } from '../context/audit.ts';
import { nowAsDate, requireCommunity } from '../context/command-context.ts';
import { ensureMembership } from '../context/current-community.ts';
import type { RequestContext } from '../context/request-context.ts';
import {
  findRemainingAdmins,
  losesOwnAdminRole,
  requireRemainingAdmin,
} from '../context/roles/remaining-admins.ts';
import type { Prisma } from '../database/generated/client.ts';
import type { Role } from '../database/generated/enums.ts';
import type { PersonReference, RoleReference } from '../kit/define/raw-value.ts';
import { UserError } from '../kit/define/user-error.ts';
import { displayName } from '../language/text/display-name.ts';

export type Grantee = PersonReference | RoleReference;

type GrantRequest = Pick<RequestContext, 'db' | 'now' | 'account' | 'community'>;
type RevokeRequest = GrantRequest &
  Pick<RequestContext, 'person' | 'roleResolver' | 'platformPermissions'>;

/** The columns that identify a grant's holder. */
type GranteeId = { personId: string } | { discordRoleId: string };

export const granteeName = (grantee: Grantee): string =>
  grantee.kind === 'role' ? `@${grantee.name}` : displayName(grantee);

/** Audit details by which a person's entries are found for erasure, and a role's grants are traced. */
const granteeDetails = (grantee: GranteeId) =>
  'personId' in grantee ? { person: grantee.personId } : { discordRole: grantee.discordRoleId };

/** The columns of a grant's holder. Creates an account for a person who never used the bot. */
async function resolveGrantee(
  { db, account }: Pick<RequestContext, 'db' | 'account'>,
  grantee: Grantee,
): Promise<{ personId: string } | { discordRoleId: string; discordRole: string }> {
  if (grantee.kind === 'role') {
    return { discordRoleId: grantee.platformId, discordRole: grantee.name };
  }
  const { personId } = await resolveAccountReference(db, account.platform, grantee);
  return { personId };
}

const grantWhere = (
  communityId: string,
  role: Role,
  holder: GranteeId,
): Prisma.RoleGrantWhereInput => ({
  communityId,
  role,
  ...('personId' in holder
    ? { personId: holder.personId }
    : { discordRoleId: holder.discordRoleId }),
});

/** The time of a grant that is in effect on every account that the person has, one created for it included. */
async function grantEffectiveFrom(
  tx: Prisma.TransactionClient,
  personId: string,
  now: Date,
): Promise<Date> {
  const accounts = await tx.account.findMany({ where: { personId }, select: { linkedAt: true } });
  const linked = accounts.map(({ linkedAt }) => linkedAt.getTime());
  return new Date(Math.max(now.getTime(), ...linked.filter((at) => !Number.isNaN(at))));
}

/** Grants a role, or renews a grant: it is in effect on every account that the person has now. */
export async function grantRole(
  request: GrantRequest,
  grantee: Grantee,
  role: Role,
): Promise<void> {
  const { db, account } = request;
  const { id: communityId } = requireCommunity(request);
  const holder = await resolveGrantee(request, grantee);
  if ('personId' in holder) await ensureMembership(db, holder.personId, communityId);
  await db.$transaction(async (tx) => {
    await tx.roleGrant.deleteMany({ where: grantWhere(communityId, role, holder) });
    const at = nowAsDate(request);
    const grantedAt = 'personId' in holder ? await grantEffectiveFrom(tx, holder.personId, at) : at;
    await tx.roleGrant.create({ data: { communityId, role, grantedAt, ...holder } });
    await recordAudit(tx, {
      communityId,
      accountId: account.id,
      action: 'role.grant',
      details: { role, to: granteeName(grantee), ...granteeDetails(holder) },
      at,
    });
  });
}

/**
 * Revokes a role. An admin who would lose their own admin role by it has to confirm that first.
 * @returns whether it was revoked; false when it has to be confirmed
 * @throws UserError when there is no such grant, or the community would have no admin
 */
export async function revokeRole(
  request: RevokeRequest,
  grantee: Grantee,
  role: Role,
  isConfirmed = false,
): Promise<boolean> {
  const { db, account } = request;
  const community = requireCommunity(request);
  const holder = await resolveGrantee(request, grantee);
  const where = grantWhere(community.id, role, holder);
  const notGranted = () =>
    new UserError('communities.notGranted', {
      who: granteeName(grantee),
      role: { key: `roles.${role}` },
    });
  if ((await db.roleGrant.count({ where })) === 0) throw notGranted();
  const remaining =
    role === 'admin' ? await findRemainingAdmins(request, community, holder) : undefined;
  if (remaining && !isConfirmed && (await losesOwnAdminRole(request, community, holder))) {
    if (!remaining.hasImplicitAdmin && remaining.grantIds.length === 0)
      throw new UserError('admins.last');
    return false;
  }
  await db.$transaction(async (tx) => {
    if (remaining) await requireRemainingAdmin(tx, community.id, remaining);
    const { count } = await tx.roleGrant.deleteMany({ where });
    if (count === 0) throw notGranted();
    await recordAudit(tx, {
      communityId: community.id,
      accountId: account.id,
      action: 'role.revoke',
      details: { role, from: granteeName(grantee), ...granteeDetails(holder) },
    });
  });
  return true;
}

/** Who has a role in a community by a grant, and the spaces whose managers are admins without one. */
export async function listRoles({ db, ...request }: Pick<RequestContext, 'db' | 'community'>) {
  const community = requireCommunity(request);
  const grants = await db.roleGrant.findMany({
    where: { communityId: community.id },
    include: { person: { include: { accounts: true } } },
    orderBy: [{ role: 'asc' }, { grantedAt: 'asc' }],
  });
  const foundingSpaces = await db.connection.findMany({
    where: { communityId: community.id, founding: true },
  });
  return { community, grants, foundingSpaces };
}

export type RoleList = Awaited<ReturnType<typeof listRoles>>;
