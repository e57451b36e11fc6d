import { findRecentGrants } from '../../context/recent-grants.ts';
import type { RoleMemberLookup } from '../../context/role-members.ts';
import type { Approver, Community, PrismaClient } from '../../database/generated/client.ts';
import { findEverLinked } from '../../people/linking/link-history.ts';

/** How long after a listing what the audit says is still taken for what came before it, in milliseconds. */
const clockSkewMs = 60_000;

/** Who may approve in a community, as its admins say. */
export const listApprovers = (
  db: Pick<PrismaClient, 'approver'>,
  communityId: string,
): Promise<Approver[]> =>
  db.approver.findMany({ where: { communityId }, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] });

/**
 * The keys of every account behind which the same person stands, by links that are or were, and by what admins say
 * of the approvers.
 */
export async function findSamePerson(
  db: Pick<PrismaClient, '$queryRaw'>,
  keys: readonly string[],
  approvers: readonly Approver[],
): Promise<ReadonlySet<string>> {
  let known: ReadonlySet<string> = new Set();
  let next = await findEverLinked(db, keys);
  while (next.size > known.size) {
    known = next;
    const said = approvers.filter(({ accountFingerprints: accounts }) =>
      accounts.some((key) => known.has(key)),
    );
    next = await findEverLinked(db, [
      ...known,
      ...said.flatMap(({ accountFingerprints: accounts }) => accounts),
    ]);
  }
  return known;
}

export interface ApproverCheck {
  community: Community;
  approvers: readonly Approver[];
  /** Keys of every account of the one who asks. */
  requesterFingerprints: ReadonlySet<string>;
}

/**
 * Whether an admin's word on an approver counts for what somebody asks: it does not when the admin is that somebody,
 * is the approver, or was made an admin by that somebody within a day before it.
 */
export async function isListingValid(
  asking: RoleMemberLookup,
  { community, approvers, requesterFingerprints }: ApproverCheck,
  { accountFingerprints, addedBy, addedById, createdAt }: Approver,
): Promise<boolean> {
  const { db, roleResolver, platformPermissions } = asking;
  if (requesterFingerprints.has(addedBy)) return false;
  if ((await findSamePerson(db, accountFingerprints, approvers)).has(addedBy)) return false;
  const given = await findRecentGrants(db, {
    communityId: community.id,
    fingerprints: requesterFingerprints,
    now: createdAt,
    until: new Date(createdAt.getTime() + clockSkewMs),
    platformPermissions,
  });
  if (!given.hasAny) return true;
  const admin = addedById && (await db.account.findUnique({ where: { id: addedById } }));
  // Whom they made an admin cannot be told of somebody who is forgotten.
  if (!admin) return false;
  const { isImplicitAdmin, grants } = await roleResolver.basisOf(admin, community);
  if (isImplicitAdmin) return true;
  const holders = [
    `person:${admin.personId}` as const,
    ...grants.flatMap(({ discordRoleId }) =>
      discordRoleId === null ? [] : [`discordRole:${discordRoleId}` as const],
    ),
  ];
  return !holders.some((holder) => given.includes(holder, 'admin'));
}
