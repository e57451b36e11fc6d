import { type AccountWithPerson, findAccount } from '../../context/accounts.ts';
import type { InlineAsker } from '../../context/modules/inline-source.ts';
import type { QueryCache } from '../../database/cache/query-cache.ts';
import type { Community, PrismaClient } from '../../database/generated/client.ts';
import { withKnownEnumValues } from '../../database/known-enum-values.ts';
import { type Locale, readLocale } from '../../language/locale.ts';
import { firstValidZone } from '../../language/zones/zone.ts';

/** Most communities that are searched at once. */
const maxCommunities = 5;

/** Who asks, and in which communities they may look. Nothing of it is stored. */
export interface KnownAsker {
  /** Undefined for somebody whom the bot has never seen. */
  account: AccountWithPerson | undefined;
  /** Those that turned inline cards on: the current one first, then by name. */
  communities: readonly Community[];
  locale: Locale;
  zone: string;
}

interface AskerServices {
  db: PrismaClient;
  cache: QueryCache;
  /** The deployment's IANA zone. */
  zone: string;
}

/**
 * The communities of a person that turned inline cards on. For somebody of no community it is the only one of the
 * deployment, as in their private chat.
 */
async function findCommunities(
  { db, cache }: AskerServices,
  account: AccountWithPerson | undefined,
): Promise<Community[]> {
  const { personId } = account ?? {};
  return cache.getOrLoad({
    key: `inline communities ${personId ?? ''}`,
    async load() {
      const mine =
        personId === undefined
          ? []
          : await db.community.findMany({
              where: { ...withKnownEnumValues.community, members: { some: { personId } } },
              orderBy: { name: 'asc' },
            });
      const isOnly = mine.length === 0 && (await db.community.count()) === 1;
      const meant = isOnly
        ? await db.community.findMany({ where: withKnownEnumValues.community })
        : mine;
      return meant.filter(({ hasInlineCards }) => hasInlineCards);
    },
    dependencies: () => [
      'Community' as const,
      ...(personId === undefined ? [] : [`Membership:${personId}` as const]),
    ],
  });
}

/** Who asks, without storing anything about them. */
export async function findAsker(
  services: AskerServices,
  { platform, user: { platformId, locale } }: InlineAsker,
): Promise<KnownAsker> {
  const { db, cache, zone } = services;
  const account = (await findAccount(db, { platform, platformId }, cache)) ?? undefined;
  const found = await findCommunities(services, account);
  const isCurrent = ({ id }: Community) => Number(id === account?.person.currentCommunityId);
  const communities = found
    .toSorted((one, other) => isCurrent(other) - isCurrent(one))
    .slice(0, maxCommunities);
  const [first] = communities;
  return {
    ...{ account, communities },
    locale: account?.person.locale ?? readLocale(locale, first?.locale ?? 'en'),
    zone: firstValidZone(zone, account?.person.zone, first?.zone),
  };
}
