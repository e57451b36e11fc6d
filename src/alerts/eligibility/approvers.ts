import { findRecentGrants } from '../../context/roles/recent-grants.ts';
import type { RoleMemberLookup } from '../../context/roles/role-members.ts';
import type { Approver, Community, PrismaClient } from '../../database/generated/client.ts';
import { findEverLinked } from '../../people/linking/link-history.ts';

/** Grants recorded this long after a listing still count as before it, in milliseconds. */
const clockSkewMs = 60_000;

/** The approvers of a community, the earliest listed first. */
export const listApprovers = (
  db: Pick<PrismaClient, 'approver'>,
  communityId: string,
): Promise<Approver[]> =>
  db.approver.findMany({ where: { communityId }, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] });

/**
 * Fingerprints of all accounts known to be of the same person, by present and past links and by the accounts that
 * admins declared for approvers.
 * @param fingerprints some accounts of that person
 */
export async function findSamePerson(
  db: Pick<PrismaClient, '$queryRaw'>,
  fingerprints: readonly string[],
  approvers: readonly Approver[],
): Promise<ReadonlySet<string>> {
  let known: ReadonlySet<string> = new Set();
  let next = await findEverLinked(db, fingerprints);
  while (next.size > known.size) {
    known = next;
    const same = approvers.filter(({ accountFingerprints }) =>
      accountFingerprints.some((fingerprint) => known.has(fingerprint)),
    );
    next = await findEverLinked(db, [
      ...known,
      ...same.flatMap(({ accountFingerprints }) => accountFingerprints),
    ]);
  }
  return known;
}

export interface ApproverCheck {
  community: Community;
  approvers: readonly Approver[];
  /** Fingerprints of all accounts of the requester. */
  requesterFingerprints: ReadonlySet<string>;
}

/**
 * Whether a listing of an approver counts for a request: not when the admin who added them is the requester, is the
 * approver, or was made an admin by the requester within a day before.
 */
export async function isListingValid(
  lookup: RoleMemberLookup,
  { community, approvers, requesterFingerprints }: ApproverCheck,
  { accountFingerprints, addedBy, addedById, createdAt }: Approver,
): Promise<boolean> {
  const { db, roleResolver, platformPermissions } = lookup;
  if (requesterFingerprints.has(addedBy)) return false;
  if ((await findSamePerson(db, accountFingerprints, approvers)).has(addedBy)) return false;
  const recent = await findRecentGrants(db, {
    communityId: community.id,
    fingerprints: requesterFingerprints,
    now: createdAt,
    until: new Date(createdAt.getTime() + clockSkewMs),
    platformPermissions,
  });
  if (!recent.hasAny) return true;
  const admin = addedById && (await db.account.findUnique({ where: { id: addedById } }));
  // For an erased account it cannot be told who made it an admin.
  if (!admin) return false;
  const { isImplicitAdmin, grants } = await roleResolver.basisOf(admin, community);
  if (isImplicitAdmin) return true;
  const holders = [
    `person:${admin.personId}` as const,
    ...grants.flatMap(({ discordRoleId }) =>
      discordRoleId === null ? [] : [`discordRole:${discordRoleId}` as const],
    ),
  ];
  return !holders.some((holder) => recent.includes(holder, 'admin'));
}
