import { createHash } from 'node:crypto';
import type { Account, Person, RoleGrant } from '../database/generated/client.ts';
import type { Transaction } from '../delivery/publications.ts';
import type { Translator } from '../language/catalogue.ts';
import { localeNames } from '../language/locale.ts';
import { sayZone } from '../language/zone-place.ts';
import { type Content, list, paragraph } from '../message/build.ts';
import type { Block } from '../message/message.ts';

type Words = Pick<Translator, 't' | 'locale'>;
type Grant = RoleGrant & { community: { name: string } };

/** Grants to a person that count on this account: none where it was linked at no time that JavaScript holds. */
export const grantsOn = async (
  tx: Pick<Transaction, 'roleGrant'>,
  { personId, linkedAt }: Pick<Account, 'personId' | 'linkedAt'>,
): Promise<Grant[]> =>
  Number.isNaN(linkedAt.getTime())
    ? []
    : tx.roleGrant.findMany({
        where: { personId, grantedAt: { gte: linkedAt } },
        include: { community: { select: { name: true } } },
        orderBy: [{ grantedAt: 'asc' }, { id: 'asc' }],
      });

/** Something that both have of which only one stays: said in a reader's words. */
export type Doubled = (words: Words) => Content;

/** What becomes of what two accounts have when they are linked. */
export interface LinkChanges {
  /** Roles of the account that joins the other's person: they count nowhere any more. */
  lost: readonly Grant[];
  /** Roles that both have: they go on counting on both. */
  both: readonly Grant[];
  /** Roles of the other side alone: they count on its account and not on the new one. */
  alone: readonly Grant[];
  /** Signups of both for one session. */
  doubles: readonly Doubled[];
  kept: Person;
  dropped: Person;
}

const keyOf = ({ communityId, role }: Pick<RoleGrant, 'communityId' | 'role'>): string =>
  `${communityId} ${role}`;

/**
 * Reads what would change if `other` became of `maker`'s person.
 * @param doubles signups of both for one session
 */
export async function linkChanges(
  tx: Pick<Transaction, 'roleGrant' | 'person'>,
  { maker, other }: { maker: Account; other: Account },
  doubles: readonly Doubled[],
): Promise<LinkChanges> {
  const [own, theirs] = [await grantsOn(tx, maker), await grantsOn(tx, other)];
  const [ownKeys, theirKeys] = [new Set(own.map(keyOf)), new Set(theirs.map(keyOf))];
  return {
    lost: theirs.filter((grant) => !ownKeys.has(keyOf(grant))),
    both: own.filter((grant) => theirKeys.has(keyOf(grant))),
    alone: own.filter((grant) => !theirKeys.has(keyOf(grant))),
    doubles,
    kept: await tx.person.findUniqueOrThrow({ where: { id: maker.personId } }),
    dropped: await tx.person.findUniqueOrThrow({ where: { id: other.personId } }),
  };
}

/** What stands for the roles that would be lost: whoever confirms has seen these and no others. Empty for none. */
export const lostKey = ({ lost }: Pick<LinkChanges, 'lost'>): string =>
  lost.length === 0
    ? ''
    : createHash('sha256')
        .update(lost.map(keyOf).toSorted().join('\n'))
        .digest('base64url')
        .slice(0, 16);

/** Roles with the community of each. */
export const rolesIn = ({ t }: Words, grants: readonly Grant[]): string =>
  grants.map(({ role, community }) => `${t(`roles.${role}`)} (${community.name})`).join(', ');

/** Settings that one of the two gives up. */
function settings({ t, locale }: Words, { kept, dropped }: LinkChanges, now: Temporal.Instant) {
  const changed: string[] = [];
  if (kept.locale && dropped.locale && kept.locale !== dropped.locale) {
    changed.push(
      t('commands.link.changes.language', {
        kept: localeNames[kept.locale],
        dropped: localeNames[dropped.locale],
      }),
    );
  }
  if (kept.zone && dropped.zone && kept.zone !== dropped.zone) {
    changed.push(
      t('commands.link.changes.zone', {
        kept: sayZone(kept.zone, locale, now),
        dropped: sayZone(dropped.zone, locale, now),
      }),
    );
  }
  return changed;
}

/** What linking loses and keeps, for whoever is asked. */
export function sayLinkChanges(
  words: Words,
  changes: LinkChanges,
  { maker, other, now }: { maker: Account; other: Account; now: Temporal.Instant },
): Block[] {
  const { t } = words;
  const [mine, theirs] = [t(`platforms.${maker.platform}`), t(`platforms.${other.platform}`)];
  const { lost, both, alone, doubles } = changes;
  const lines: Content[] = [
    ...(lost.length > 0
      ? [
          t('commands.link.changes.lost', {
            count: lost.length,
            roles: rolesIn(words, lost),
            platform: theirs,
          }),
        ]
      : []),
    ...(both.length > 0 ? [t('commands.link.changes.both', { roles: rolesIn(words, both) })] : []),
    ...(alone.length > 0
      ? [t('commands.link.changes.alone', { roles: rolesIn(words, alone), platform: mine })]
      : []),
    ...doubles.map((say) => say(words)),
    ...settings(words, changes, now),
  ];
  return lines.length === 0 ? [] : [paragraph(t('commands.link.changes.heading')), list(lines)];
}
