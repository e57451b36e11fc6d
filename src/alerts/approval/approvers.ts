import { givenWithin } from '../../communities/fresh-grants.ts';
import type { Asking } from '../../communities/holders.ts';
import type { Approver, Community, PrismaClient } from '../../database/generated/client.ts';
import { everLinked } from '../../people/link-records.ts';

/** How long after a listing what the audit says is still taken for what came before it, in milliseconds. */
const sameMomentMs = 60_000;

/** Who may approve in a community, as its admins say. */
export const approversOf = (
  db: Pick<PrismaClient, 'approver'>,
  communityId: string,
): Promise<Approver[]> =>
  db.approver.findMany({ where: { communityId }, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] });

/**
 * The keys of every account behind which the same person stands, by links that are or were, and by what admins say
 * of the approvers.
 */
export async function samePerson(
  db: Pick<PrismaClient, '$queryRaw'>,
  keys: readonly string[],
  approvers: readonly Approver[],
): Promise<ReadonlySet<string>> {
  let known: ReadonlySet<string> = new Set();
  let next = await everLinked(db, keys);
  while (next.size > known.size) {
    known = next;
    const said = approvers.filter(({ accounts }) => accounts.some((key) => known.has(key)));
    next = await everLinked(db, [...known, ...said.flatMap(({ accounts }) => accounts)]);
  }
  return known;
}

export interface Listing {
  community: Community;
  approvers: readonly Approver[];
  /** Keys of every account of the one who asks. */
  askers: ReadonlySet<string>;
}

/**
 * Whether an admin's word on an approver counts for what somebody asks: it does not when the admin is that somebody,
 * is the approver, or was made an admin by that somebody within a day before it.
 */
export async function countsFor(
  asking: Asking,
  { community, approvers, askers }: Listing,
  { accounts, addedBy, addedById, createdAt }: Approver,
): Promise<boolean> {
  const { db, rights, powers } = asking;
  if (askers.has(addedBy)) return false;
  if ((await samePerson(db, accounts, approvers)).has(addedBy)) return false;
  const given = await givenWithin(db, {
    communityId: community.id,
    keys: askers,
    now: createdAt,
    until: new Date(createdAt.getTime() + sameMomentMs),
    powers,
  });
  if (!given.any) return true;
  const admin = addedById && (await db.account.findUnique({ where: { id: addedById } }));
  // Whom they made an admin cannot be told of somebody who is forgotten.
  if (!admin) return false;
  const { isGiven, grants } = await rights.standing(admin, community);
  if (isGiven) return true;
  const holders = [
    `person:${admin.personId}` as const,
    ...grants.flatMap(({ discordRoleId }) =>
      discordRoleId === null ? [] : [`discordRole:${discordRoleId}` as const],
    ),
  ];
  return !holders.some((holder) => given.isGiven(holder, 'admin'));
}
