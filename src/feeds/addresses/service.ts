import { createHash, randomBytes } from 'node:crypto';
import type { Person, PrismaClient } from '../../database/generated/client.ts';

/** Addresses that one person has at most; a new one replaces the oldest. */
const maxAddresses = 5;

export interface AddressServices {
  db: PrismaClient;
  person: Pick<Person, 'id'>;
  now: Temporal.Instant;
  /** @returns this many random bytes */
  random?: (size: number) => Uint8Array;
}

/** A secret as it is stored: whoever reads the database or a backup does not get it. */
const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** When a person's addresses were made, the oldest first. */
export async function listAddresses({
  db,
  person,
}: Pick<AddressServices, 'db' | 'person'>): Promise<readonly Date[]> {
  const rows = await db.calendarAddress.findMany({
    where: { personId: person.id },
    orderBy: [{ createdAt: 'asc' }, { hash: 'asc' }],
    select: { createdAt: true },
  });
  return rows.map(({ createdAt }) => createdAt);
}

/**
 * Makes an address of the person's calendar, beside those that they have.
 * @param replacesAll ends all of these instead
 * @returns its secret, which cannot be found out again
 */
export async function createAddress(
  { db, person, now, random = randomBytes }: AddressServices,
  { replacesAll }: { replacesAll: boolean },
): Promise<string> {
  const secret = Buffer.from(random(24)).toString('base64url');
  await db.$transaction(async (tx) => {
    const kept = await tx.calendarAddress.findMany({
      where: { personId: person.id },
      orderBy: [{ createdAt: 'desc' }, { hash: 'asc' }],
      select: { hash: true },
    });
    const ended = kept.slice(replacesAll ? 0 : maxAddresses - 1).map(({ hash }) => hash);
    await tx.calendarAddress.deleteMany({ where: { hash: { in: ended } } });
    await tx.calendarAddress.create({
      data: {
        hash: hashSecret(secret),
        personId: person.id,
        createdAt: new Date(now.epochMilliseconds),
      },
    });
  });
  return secret;
}

/** Whose calendar the secret opens. */
export const findPersonBySecret = (
  { db }: Pick<AddressServices, 'db'>,
  secret: string,
): Promise<Person | null> =>
  db.person.findFirst({ where: { calendarAddresses: { some: { hash: hashSecret(secret) } } } });
