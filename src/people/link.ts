import type { Prisma } from '../database/generated/client.ts';
import { recordLink } from './link-records.ts';

type Transaction = Prisma.TransactionClient;

/** Of two signups of one person for one session the earlier one stays; a place is better than waiting. */
async function mergeSignups(tx: Transaction, from: string, to: string): Promise<void> {
  const all = await tx.signup.findMany({
    where: { personId: { in: [from, to] } },
    orderBy: { turn: 'asc' },
  });
  const kept = new Map<string, (typeof all)[number]>();
  const rank = (state: string) => (state === 'withdrawn' ? 1 : 0);
  for (const signup of all) {
    const earlier = kept.get(signup.sessionId);
    if (!earlier) kept.set(signup.sessionId, signup);
    else {
      const [stays, goes] =
        rank(signup.state) < rank(earlier.state) ? [signup, earlier] : [earlier, signup];
      kept.set(signup.sessionId, stays);
      await tx.signup.delete({ where: { id: goes.id } });
    }
  }
  await tx.signup.updateMany({ where: { personId: from }, data: { personId: to } });
}

/**
 * Makes two people one: everything of `from` becomes `to`'s. Roles are not carried over, and a role of `to`
 * counts on the new account only once it is granted afresh. That they were one is remembered for good.
 */
export async function joinPeople(
  tx: Transaction,
  from: string,
  to: string,
  now: Date,
): Promise<void> {
  const [ones, others] = [
    await tx.account.findMany({ where: { personId: from } }),
    await tx.account.findMany({ where: { personId: to } }),
  ];
  await recordLink(tx, ones, others, now);
  await mergeSignups(tx, from, to);
  const interests = await tx.interest.findMany({ where: { personId: from } });
  await tx.interest.createMany({
    data: interests.map((interest) => ({ ...interest, personId: to })),
    skipDuplicates: true,
  });
  const memberships = await tx.membership.findMany({ where: { personId: from } });
  await tx.membership.createMany({
    data: memberships.map((membership) => ({ ...membership, personId: to })),
    skipDuplicates: true,
  });
  await tx.account.updateMany({
    where: { personId: from },
    data: { personId: to, linkedAt: now },
  });
  await tx.$executeRaw`
    UPDATE "AuditEntry" SET "details" = jsonb_set("details", '{person}', to_jsonb(${to}::text))
    WHERE "details"->>'person' = ${from}`;
  await tx.person.delete({ where: { id: from } });
}

/** Gives an account a person of its own again; what the shared person had stays with the others. */
export async function leavePerson(tx: Transaction, accountId: string, now: Date): Promise<void> {
  const account = await tx.account.findUniqueOrThrow({
    where: { id: accountId },
    include: { person: { include: { memberships: true } } },
  });
  const { locale, zone, currentCommunityId, memberships } = account.person;
  const person = await tx.person.create({
    data: {
      locale,
      zone,
      currentCommunityId,
      memberships: { create: memberships.map(({ communityId }) => ({ communityId })) },
    },
  });
  await tx.account.update({
    where: { id: accountId },
    data: { personId: person.id, linkedAt: now },
  });
}
