import { accountFingerprint } from '../../context/account-fingerprint.ts';
import type { Account, Prisma } from '../../database/generated/client.ts';

type AccountId = Pick<Account, 'platform' | 'platformId'>;

/** Records that accounts were linked. The records are never deleted. */
export async function recordLink(
  tx: Pick<Prisma.TransactionClient, 'linkHistory'>,
  ones: readonly AccountId[],
  others: readonly AccountId[],
  linkedAt: Date,
): Promise<void> {
  const pairs = ones.flatMap((one) =>
    others.map((other) => [accountFingerprint(one), accountFingerprint(other)].toSorted()),
  );
  await tx.linkHistory.createMany({
    data: pairs.map(([one = '', other = '']) => ({ one, other, linkedAt })),
    skipDuplicates: true,
  });
}

/**
 * The fingerprints of all accounts that were ever linked to one of these, directly or transitively, these included: they
 * may all be one person's.
 */
export async function findEverLinked(
  db: Pick<Prisma.TransactionClient, '$queryRaw'>,
  keys: readonly string[],
): Promise<ReadonlySet<string>> {
  const met = await db.$queryRaw<{ key: string }[]>`
    WITH RECURSIVE met("key") AS (
      SELECT unnest(${[...keys]}::text[])
      UNION
      SELECT CASE WHEN l."one" = m."key" THEN l."other" ELSE l."one" END
      FROM met m JOIN "LinkHistory" l ON l."one" = m."key" OR l."other" = m."key")
    SELECT "key" FROM met`;
  return new Set(met.map(({ key }) => key));
}
