import { accountFingerprint } from '../../context/account-fingerprint.ts';
import type { PrismaClient } from '../../database/generated/client.ts';
import { collectPersonalData } from './personal-data.ts';

/** Everything that is kept about a person, as it is kept. */
export async function exportPersonalData(db: PrismaClient, personId: string) {
  const person = await db.person.findUniqueOrThrow({
    where: { id: personId },
    include: {
      accounts: {
        include: {
          chat: { include: { subscriptions: true } },
          audit: true,
          // Neither the code's hash, nor who typed it.
          codes: { select: { kind: true, createdAt: true, expiresAt: true, settledAt: true } },
          prompts: true,
          // Second seats of theirs, which count as nobody's while the accounts are linked.
          originSignups: { where: { personId: null } },
        },
      },
      memberships: { include: { community: { select: { name: true } } } },
      grants: { include: { community: { select: { name: true } } } },
      approver: { select: { createdAt: true, community: { select: { name: true } } } },
      rsvps: { include: { event: { select: { title: true, startsAt: true } } } },
      signups: {
        include: { session: { select: { startsAt: true, course: { select: { title: true } } } } },
      },
    },
  });
  const keys = person.accounts.map(accountFingerprint);
  const ids = person.accounts.map(({ id }) => id);
  const links = await db.linkHistory.findMany({
    where: { OR: [{ one: { in: keys } }, { other: { in: keys } }] },
  });
  const approvals = await db.approval.findMany({
    where: { OR: [{ requestedById: { in: ids } }, { decidedBy: { in: keys } }] },
    select: { alertId: true, state: true, createdAt: true, decidedAt: true },
  });
  return {
    ...person,
    ...(await collectPersonalData(db, personId)),
    links: links.map(({ linkedAt }) => ({ linkedAt })),
    approvals,
  };
}

/** The same as JSON text, big numbers as text. */
export const toJson = (value: unknown): string =>
  JSON.stringify(
    value,
    (_key, part: unknown) => (typeof part === 'bigint' ? part.toString() : part),
    2,
  );
