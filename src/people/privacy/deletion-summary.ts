import { accountFingerprint } from '../../context/account-fingerprint.ts';
import type { Account, Platform } from '../../database/generated/client.ts';
import type { Role } from '../../database/generated/enums.ts';
import type { Transaction } from '../../delivery/publications.ts';

/** What is kept of a person, as far as it goes or stays when they are forgotten. */
export interface DeletionSummary {
  accounts: Pick<Account, 'name' | 'platform' | 'username'>[];
  roles: { role: Role; community: string }[];
  /** Seats and turns in sessions that have not begun. */
  signups: number;
  /** Seats in sessions that have begun. */
  pastSeats: number;
  rsvps: number;
  subscriptions: number;
  /** Where accounts are that were linked to these once and are somebody of their own now. */
  formerlyLinked: Platform[];
}

/** The platforms of accounts that were once linked to these and belong to another person now. */
async function findFormerlyLinked(
  tx: Transaction,
  personId: string,
  accounts: readonly Account[],
): Promise<Platform[]> {
  const keys = accounts.map(accountFingerprint);
  const links = await tx.linkHistory.findMany({
    where: { OR: [{ one: { in: keys } }, { other: { in: keys } }] },
  });
  const others = links
    .flatMap(({ one, other }) => [one, other])
    .filter((key) => !keys.includes(key));
  if (others.length === 0) return [];
  const found = await tx.$queryRaw<{ platform: Platform }[]>`
    SELECT DISTINCT "platform"::text AS "platform" FROM "Account"
    WHERE "personId" <> ${personId}::uuid
      AND encode(sha256(convert_to("platform"::text || ':' || "platformId", 'UTF8')), 'hex') = ANY(${others})
    ORDER BY 1`;
  return found.map(({ platform }) => platform);
}

/** Counts what a person has. */
export async function summarizeDeletion(
  tx: Transaction,
  personId: string,
  now: Date,
): Promise<DeletionSummary> {
  const accounts = await tx.account.findMany({
    where: { personId },
    orderBy: { platform: 'asc' },
  });
  const grants = await tx.roleGrant.findMany({
    where: { personId },
    include: { community: { select: { name: true } } },
    orderBy: { grantedAt: 'asc' },
  });
  return {
    accounts,
    roles: grants.map(({ role, community }) => ({ role, community: community.name })),
    signups: await tx.signup.count({
      where: { personId, state: { not: 'withdrawn' }, session: { startsAt: { gt: now } } },
    }),
    pastSeats: await tx.signup.count({
      where: {
        state: 'placed',
        session: { startsAt: { lte: now } },
        OR: [{ personId }, { personId: null, originAccount: { personId } }],
      },
    }),
    rsvps: await tx.rsvp.count({ where: { personId } }),
    subscriptions: await tx.subscription.count({ where: { chat: { account: { personId } } } }),
    formerlyLinked: await findFormerlyLinked(tx, personId, accounts),
  };
}
