import type { Prisma } from '../database/generated/client.ts';

type Transaction = Prisma.TransactionClient;

/**
 * Makes two people one: what is kept of `from` becomes `to`'s, signups excepted. Roles are not carried over, and a role of `to`
 * counts on the new account only once it is granted afresh.
 */
export async function joinPeople(
  tx: Transaction,
  from: string,
  to: string,
  now: Date,
): Promise<void> {
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
