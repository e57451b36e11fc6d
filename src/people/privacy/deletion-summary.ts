import { accountFingerprint } from '../../context/account-fingerprint.ts';
import type {
  DataLine,
  ErasureLines,
  PersonalData,
  PersonIdentifiers,
} from '../../context/modules/personal-data.ts';
import type { Account, Platform } from '../../database/generated/client.ts';
import type { Role } from '../../database/generated/enums.ts';
import type { Transaction } from '../../delivery/publications.ts';

/** What erasing a person deletes and keeps. */
export interface DeletionSummary {
  accounts: Pick<Account, 'name' | 'platform' | 'username'>[];
  roles: { role: Role; community: string }[];
  /** What modules delete and what they keep without the name. */
  lines: ErasureLines;
  /** Platforms of accounts that were linked to the person's once and belong to another person now. */
  formerlyLinked: Platform[];
}

/** Platforms of accounts that were linked to these once and belong to another person now. */
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

/** Describes what an erasure at this time would delete and keep. */
export async function summarizeDeletion(
  tx: Transaction,
  person: PersonIdentifiers,
  personalData: readonly PersonalData[],
  now: Date,
): Promise<DeletionSummary> {
  const { personId } = person;
  const accounts = person.accounts.toSorted((a, b) => a.platform.localeCompare(b.platform));
  const grants = await tx.roleGrant.findMany({
    where: { personId },
    include: { community: { select: { name: true } } },
    orderBy: { grantedAt: 'asc' },
  });
  const erased: DataLine[] = [];
  const anonymized: DataLine[] = [];
  for (const part of personalData) {
    const lines = await part.describeErasure?.(tx, person, now);
    erased.push(...(lines?.erased ?? []));
    anonymized.push(...(lines?.anonymized ?? []));
  }
  return {
    accounts,
    roles: grants.map(({ role, community }) => ({ role, community: community.name })),
    lines: { erased, anonymized },
    formerlyLinked: await findFormerlyLinked(tx, personId, accounts),
  };
}
