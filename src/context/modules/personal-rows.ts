import { Prisma } from '../../database/generated/client.ts';
import type { Transaction } from '../../delivery/publications.ts';
import type { MessageKey } from '../../language/catalogue.ts';
import type { DataLine } from './personal-data.ts';

/** A table with one row per person and thing, such as an RSVP, with columns `personId` and `originAccountId`. */
export interface PersonalRows {
  table: Prisma.ModelName;
  /** The column that, with `personId`, is unique: `eventId`. */
  key: string;
}

const identifier = (name: string): Prisma.Sql => Prisma.raw(`"${name.replaceAll('"', '')}"`);

/** The first half of a merge: records on each row of both people the account that it came with. */
export async function recordOrigin(
  tx: Transaction,
  table: Prisma.ModelName,
  { from, to }: { from: string; to: string },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE ${identifier(table)} r SET "originAccountId" = a."id" FROM "Account" a
    WHERE a."personId" = r."personId" AND r."personId" IN (${from}::uuid, ${to}::uuid)`;
}

/**
 * Moves the rows of `from` to `to`, for `PersonalData.merge`. Where both have one, that of `to` is kept; the other is
 * deleted with `from`.
 */
export async function mergeByOrigin(
  tx: Transaction,
  { table, key }: PersonalRows,
  people: { from: string; to: string },
): Promise<void> {
  await recordOrigin(tx, table, people);
  const { from, to } = people;
  await tx.$executeRaw`
    UPDATE ${identifier(table)} r SET "personId" = ${to}::uuid
    WHERE r."personId" = ${from}::uuid AND NOT EXISTS (
      SELECT FROM ${identifier(table)} o
      WHERE o."personId" = ${to}::uuid AND o.${identifier(key)} = r.${identifier(key)})`;
}

/** Returns to a person what their account came with, for `PersonalData.split`. */
export async function splitByOrigin(
  tx: Transaction,
  table: Prisma.ModelName,
  { id, to }: { id: string; to: string },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE ${identifier(table)} SET "personId" = ${to}::uuid WHERE "originAccountId" = ${id}::uuid`;
}

/** A line with a count, zero included, for `PersonalData.show`. */
export const countLine = async (key: MessageKey, count: Promise<number>): Promise<DataLine> => ({
  key,
  params: { count: await count },
});

/** The same line unless nothing is there, for `PersonalData.describeErasure`. */
export async function countLineIfAny(
  key: MessageKey,
  count: Promise<number>,
): Promise<readonly DataLine[]> {
  return (await count) === 0 ? [] : [await countLine(key, count)];
}
