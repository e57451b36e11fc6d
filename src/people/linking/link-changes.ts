import { createHash } from 'node:crypto';
import type { DuplicateEntry } from '../../context/personal-data.ts';
import type { Account, Person, RoleGrant } from '../../database/generated/client.ts';
import type { Transaction } from '../../delivery/publications.ts';
import type { Translator } from '../../language/catalogue.ts';
import { localeNames } from '../../language/locale.ts';
import { formatZone } from '../../language/zones/format-zone.ts';
import { type Content, list, paragraph, time } from '../../message/build.ts';
import type { Block } from '../../message/message.ts';

type Words = Pick<Translator, 't' | 'locale'>;
type GrantWithCommunity = RoleGrant & { community: { name: string } };

/** Grants to a person that count on this account: none where it was linked at no time that JavaScript holds. */
export const listEffectiveGrants = async (
  tx: Pick<Transaction, 'roleGrant'>,
  { personId, linkedAt }: Pick<Account, 'personId' | 'linkedAt'>,
): Promise<GrantWithCommunity[]> =>
  Number.isNaN(linkedAt.getTime())
    ? []
    : tx.roleGrant.findMany({
        where: { personId, grantedAt: { gte: linkedAt } },
        include: { community: { select: { name: true } } },
        orderBy: [{ grantedAt: 'asc' }, { id: 'asc' }],
      });

/** What becomes of what two accounts have when they are linked. */
export interface LinkChanges {
  /** Roles of the account that joins the other's person: they count nowhere any more. */
  lostGrants: readonly GrantWithCommunity[];
  /** Roles that both have: they go on counting on both. */
  sharedGrants: readonly GrantWithCommunity[];
  /** Roles of the other side alone: they count on its account and not on the new one. */
  unsharedGrants: readonly GrantWithCommunity[];
  /** Signups of both for one session. */
  duplicates: readonly DuplicateEntry[];
  keptPerson: Person;
  droppedPerson: Person;
}

const grantKeyOf = ({ communityId, role }: Pick<RoleGrant, 'communityId' | 'role'>): string =>
  `${communityId} ${role}`;

/**
 * Reads what would change if `other` became of `maker`'s person.
 * @param duplicates signups of both for one session
 */
export async function computeLinkChanges(
  tx: Pick<Transaction, 'roleGrant' | 'person'>,
  { maker, other }: { maker: Account; other: Account },
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

/** What stands for the roles that would be lost: whoever confirms has seen these and no others. Empty for none. */
export const lostGrantsFingerprint = ({ lostGrants }: Pick<LinkChanges, 'lostGrants'>): string =>
  lostGrants.length === 0
    ? ''
    : createHash('sha256')
        .update(lostGrants.map(grantKeyOf).toSorted().join('\n'))
        .digest('base64url')
        .slice(0, 16);

/** Roles with the community of each. */
export const formatGrants = ({ t }: Words, grants: readonly GrantWithCommunity[]): string =>
  grants.map(({ role, community }) => `${t(`roles.${role}`)} (${community.name})`).join(', ');

/** Settings that one of the two gives up. */
function changedSettings(
  { t, locale }: Words,
  { keptPerson, droppedPerson }: LinkChanges,
  now: Temporal.Instant,
) {
  const changed: string[] = [];
  if (keptPerson.locale && droppedPerson.locale && keptPerson.locale !== droppedPerson.locale) {
    changed.push(
      t('commands.link.changes.language', {
        kept: localeNames[keptPerson.locale],
        dropped: localeNames[droppedPerson.locale],
      }),
    );
  }
  if (keptPerson.zone && droppedPerson.zone && keptPerson.zone !== droppedPerson.zone) {
    changed.push(
      t('commands.link.changes.zone', {
        kept: formatZone(keptPerson.zone, locale, now),
        dropped: formatZone(droppedPerson.zone, locale, now),
      }),
    );
  }
  return changed;
}

/** What linking loses and keeps, for whoever is asked. */
export function linkChangeBlocks(
  words: Words,
  changes: LinkChanges,
  { maker, other, now }: { maker: Account; other: Account; now: Temporal.Instant },
): Block[] {
  const { t } = words;
  const [mine, theirs] = [t(`platforms.${maker.platform}`), t(`platforms.${other.platform}`)];
  const { lostGrants, sharedGrants, unsharedGrants, duplicates } = changes;
  const lines: Content[] = [
    ...(lostGrants.length > 0
      ? [
          t('commands.link.changes.lost', {
            count: lostGrants.length,
            roles: formatGrants(words, lostGrants),
            platform: theirs,
          }),
        ]
      : []),
    ...(sharedGrants.length > 0
      ? [t('commands.link.changes.both', { roles: formatGrants(words, sharedGrants) })]
      : []),
    ...(unsharedGrants.length > 0
      ? [
          t('commands.link.changes.alone', {
            roles: formatGrants(words, unsharedGrants),
            platform: mine,
          }),
        ]
      : []),
    ...duplicates.map(
      ({ titles, startsAt }): Content => [
        t('commands.link.changes.double', { course: titles[words.locale] }),
        ' · ',
        time(startsAt),
      ],
    ),
    ...changedSettings(words, changes, now),
  ];
  return lines.length === 0 ? [] : [paragraph(t('commands.link.changes.heading')), list(lines)];
}
