import { findCachedCommunity } from '../../context/current-community.ts';
import type { CalendarEntry } from '../../context/modules/calendar-source.ts';
import type { ModuleServices } from '../../context/modules/subject-module.ts';
import type { Community } from '../../database/generated/client.ts';
import type { Locale } from '../../language/locale.ts';
import { firstValidZone } from '../../language/zones/zone.ts';
import { dayOf, readCommunityEntries } from '../served/renderer.ts';

export type PageServices = Pick<
  ModuleServices,
  'db' | 'cache' | 'calendarSources' | 'publicUrl' | 'now'
>;

/** A community's calendar as everybody may see it, in one language. */
export interface PublicCalendar {
  community: Community;
  locale: Locale;
  /** By start, from some months ago on; cancelled ones too. */
  entries: readonly CalendarEntry[];
  /** The day in the community's zone. */
  today: Temporal.PlainDate;
}

/**
 * What the feeds of a community show; from memory while nothing that it shows changes.
 * @param locale the community's own by default
 * @returns undefined where there is no such community, or its calendar is not public
 */
export async function readPublicCalendar(
  services: PageServices,
  communityId: string,
  asked: Locale | undefined,
): Promise<PublicCalendar | undefined> {
  const { db, cache } = services;
  const community = await findCachedCommunity(db, communityId, cache);
  if (!community?.hasPublicCalendar) return undefined;
  const locale = asked ?? community.locale;
  const zone = firstValidZone('UTC', community.zone);
  const now = Temporal.Instant.fromEpochMilliseconds(services.now());
  const day = dayOf(now);
  const entries = await cache.getOrLoad({
    key: `public entries ${communityId} ${locale} ${zone} ${day.getTime()}`,
    load: () => readCommunityEntries(services, communityId, { locale, zone }, day),
    dependencies: () => pageDependencies(services, communityId),
    weight: ({ length }) => 1 + length,
  });
  return { community, locale, entries, today: now.toZonedDateTimeISO(zone).toPlainDate() };
}

/** What the pages of a community are read from. */
export const pageDependencies = (
  { calendarSources }: Pick<PageServices, 'calendarSources'>,
  communityId: string,
) => [
  `Community:${communityId}` as const,
  ...calendarSources.flatMap((source) => source.dependencies(communityId)),
];
