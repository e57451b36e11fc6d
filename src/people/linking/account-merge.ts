import type { PersonalData, PersonalDataServices } from '../../context/modules/personal-data.ts';
import type { Prisma } from '../../database/generated/client.ts';
import { recordLink } from './link-history.ts';

type Transaction = Prisma.TransactionClient;

export interface MergeServices extends PersonalDataServices {
  /** What each module stores about people. */
  personalData: readonly PersonalData[];
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
      tables: own.tables ?? theirs.tables,
      currentCommunityId: own.currentCommunityId ?? theirs.currentCommunityId,
    },
  });
}

/**
 * Makes two people one: what modules store of `from` becomes `to`'s. Roles are not carried over: a role of `to` counts
 * on the new account only once it is granted again. The link history keeps that they were one.
 */
export async function mergePeople(
  tx: Transaction,
  services: MergeServices,
  { from, to }: { from: string; to: string },
): Promise<void> {
  const now = new Date(services.now.epochMilliseconds);
  const [ones, others] = [
    await tx.account.findMany({ where: { personId: from } }),
    await tx.account.findMany({ where: { personId: to } }),
  ];
  await recordLink(tx, ones, others, now);
  await mergeSettings(tx, from, to);
  for (const part of services.personalData) await part.merge?.(tx, { from, to }, services);
  await tx.account.updateMany({
    where: { personId: from },
    data: { personId: to, linkedAt: now },
  });
  await tx.person.delete({ where: { id: from } });
}

/**
 * Gives an account a person of its own again, with the settings of both and what it brought into the link. What was
 * added while they were linked stays with the other accounts.
 */
export async function splitPerson(
  tx: Transaction,
  { personalData, now }: MergeServices,
  accountId: string,
): Promise<void> {
  const account = await tx.account.findUniqueOrThrow({
    where: { id: accountId },
    include: { person: true },
  });
  const { locale, zone, tables, currentCommunityId } = account.person;
  const { id: to } = await tx.person.create({ data: { locale, zone, tables, currentCommunityId } });
  const from = account.personId;
  await tx.account.update({
    where: { id: accountId },
    data: { personId: to, linkedAt: new Date(now.epochMilliseconds) },
  });
  for (const part of personalData) await part.split?.(tx, { id: accountId, from, to });
}
