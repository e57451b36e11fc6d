import type { Prisma } from '../../database/generated/client.ts';
import { recordLink } from './link-history.ts';

type Transaction = Prisma.TransactionClient;

/** Writes down which of two people's accounts brought what, before they are made one: so it can go back with it. */
export async function tagOrigin(tx: Transaction, personIds: readonly string[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Signup" s SET "originAccountId" = a."id" FROM "Account" a
    WHERE a."personId" = s."personId" AND s."personId" = ANY(${[...personIds]}::uuid[])`;
  await tx.$executeRaw`
    UPDATE "Rsvp" r SET "originAccountId" = a."id" FROM "Account" a
    WHERE a."personId" = r."personId" AND r."personId" = ANY(${[...personIds]}::uuid[])`;
}

/** Settings of one person where the other has none. */
async function mergeSettings(tx: Transaction, from: string, to: string): Promise<void> {
  const theirs = await tx.person.findUniqueOrThrow({ where: { id: from } });
  const own = await tx.person.findUniqueOrThrow({ where: { id: to } });
  await tx.person.update({
    where: { id: to },
    data: {
      locale: own.locale ?? theirs.locale,
      zone: own.zone ?? theirs.zone,
      currentCommunityId: own.currentCommunityId ?? theirs.currentCommunityId,
    },
  });
}

/**
 * Makes two people one: what is kept of `from` becomes `to`'s, signups excepted. Roles are not carried over, and a role
 * of `to` counts on the new account only once it is granted afresh. That they were one is remembered for good.
 */
export async function mergePeople(
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
  await mergeSettings(tx, from, to);
  const rsvps = await tx.rsvp.findMany({ where: { personId: from } });
  await tx.rsvp.createMany({
    data: rsvps.map((rsvp) => ({ ...rsvp, personId: to })),
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
  // An admin's word on who may approve goes on for the accounts that it names.
  await tx.$executeRaw`
    UPDATE "Approver" a SET "personId" = ${to}::uuid WHERE a."personId" = ${from}::uuid AND NOT EXISTS (
      SELECT 1 FROM "Approver" b WHERE b."personId" = ${to}::uuid
        AND b."communityId" = a."communityId" AND b."addedBy" = a."addedBy")`;
  await tx.$executeRaw`
    UPDATE "AuditEntry" SET "details" = jsonb_set("details", '{person}', to_jsonb(${to}::text))
    WHERE "details"->>'person' = ${from}`;
  // What is still to be told to the one is told to both.
  await tx.$executeRaw`
    UPDATE "Publication" SET "audience" = jsonb_set("audience", '{personIds}',
      ("audience"->'personIds') - ${from}::text - ${to}::text || jsonb_build_array(${to}::text))
    WHERE "audience"->'personIds' @> jsonb_build_array(${from}::text)`;
  await tx.person.delete({ where: { id: from } });
}

/**
 * Gives an account a person of its own again, with the settings of both, and what it brought into the link.
 * What came while they were one stays with the others.
 */
export async function splitPerson(tx: Transaction, accountId: string, now: Date): Promise<void> {
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
  const brought = { where: { originAccountId: accountId }, data: { personId: person.id } };
  await tx.signup.updateMany(brought);
  await tx.rsvp.updateMany(brought);
  await tx.account.update({
    where: { id: accountId },
    data: { personId: person.id, linkedAt: now },
  });
  // A second seat that was nobody's meanwhile is that of whoever brought it again.
  await tx.$executeRaw`
    UPDATE "Signup" s SET "personId" = a."personId" FROM "Account" a
    WHERE a."id" = s."originAccountId" AND s."personId" IS NULL AND a."personId" = ${account.person.id}::uuid
      AND NOT EXISTS (SELECT FROM "Signup" o WHERE o."sessionId" = s."sessionId" AND o."personId" = a."personId")`;
}
