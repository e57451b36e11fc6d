import { createHash } from 'node:crypto';
import type { DuplicateEntry } from '../../context/modules/personal-data.ts';
import {
  type GrantWithCommunity,
  listEffectiveGrants,
} from '../../context/roles/effective-grants.ts';
import type { Account, Person, RoleGrant } from '../../database/generated/client.ts';
import type { Transaction } from '../../delivery/publications.ts';

/** The two accounts of a link. */
export interface LinkSides {
  /** Made the code; its person stays. */
  maker: Account;
  /** Redeemed the code; it joins the maker's person. */
  other: Account;
}

/** What linking two accounts changes. */
export interface LinkChanges {
  /** Roles of the joining account: revoked. */
  lostGrants: readonly GrantWithCommunity[];
  /** Roles that both have: in effect on both accounts afterwards. */
  sharedGrants: readonly GrantWithCommunity[];
  /** Roles of the maker alone: not in effect on the joining account. */
  unsharedGrants: readonly GrantWithCommunity[];
  /** What both have and of which only one stays. */
  duplicates: readonly DuplicateEntry[];
  keptPerson: Person;
  droppedPerson: Person;
}

const grantKeyOf = ({ communityId, role }: Pick<RoleGrant, 'communityId' | 'role'>): string =>
  `${communityId} ${role}`;

/** Computes what linking would change now. @param duplicates as the modules find them */
export async function computeLinkChanges(
  tx: Pick<Transaction, 'roleGrant' | 'person'>,
  { maker, other }: LinkSides,
  duplicates: readonly DuplicateEntry[],
): Promise<LinkChanges> {
  const [own, theirs] = [
    await listEffectiveGrants(tx, maker),
    await listEffectiveGrants(tx, other),
  ];
  const [ownKeys, theirKeys] = [new Set(own.map(grantKeyOf)), new Set(theirs.map(grantKeyOf))];
  return {
    lostGrants: theirs.filter((grant) => !ownKeys.has(grantKeyOf(grant))),
    sharedGrants: own.filter((grant) => theirKeys.has(grantKeyOf(grant))),
    unsharedGrants: own.filter((grant) => !theirKeys.has(grantKeyOf(grant))),
    duplicates,
    keptPerson: await tx.person.findUniqueOrThrow({ where: { id: maker.personId } }),
    droppedPerson: await tx.person.findUniqueOrThrow({ where: { id: other.personId } }),
  };
}

/** Identifies the roles that would be lost, so that a person confirms exactly those; empty when there are none. */
export const lostGrantsFingerprint = ({ lostGrants }: Pick<LinkChanges, 'lostGrants'>): string =>
  lostGrants.length === 0
    ? ''
    : createHash('sha256')
        .update(lostGrants.map(grantKeyOf).toSorted().join('\n'))
        .digest('base64url')
        .slice(0, 16);
