import { findCachedCommunity } from '../../context/current-community.ts';
import type { CalendarEntry } from '../../context/modules/calendar-source.ts';
import type { ModuleServices } from '../../context/modules/subject-module.ts';
import type { Community } from '../../database/generated/client.ts';
import type { Locale } from '../../language/locale.ts';
import { firstValidZone } from '../../language/zones/zone.ts';
import { dayOf, readCommunityEntries } from '../served/renderer.ts';

export type PageServices = Pick<
  ModuleServices,
  'db' | 'cache' | 'calendarSources' | 'platformPermissions' | 'publicUrl' | 'drawer' | 'now'
>;

/** A community's calendar in one language. */
export interface CommunityCalendar {
  community: Community;
  locale: Locale;
  /** By start, from some months ago on; cancelled ones too. */
  entries: readonly CalendarEntry[];
  /** The day in the community's zone. */
  today: Temporal.PlainDate;
}

/** What a community has in its calendar; from memory while nothing that it shows changes. */
export async function readCalendar(
  services: Pick<PageServices, 'db' | 'cache' | 'calendarSources'>,
  community: Community,
  { locale, now }: { locale: Locale; now: Temporal.Instant },
): Promise<CommunityCalendar> {
  const { id } = community;
  const zone = firstValidZone('UTC', community.zone);
  const day = dayOf(now);
  const entries = await services.cache.getOrLoad({
    key: `entries ${id} ${locale} ${zone} ${day.getTime()}`,
    load: () => readCommunityEntries(services, id, { locale, zone }, day),
    dependencies: () => pageDependencies(services, id),
    weight: ({ length }) => 1 + length,
  });
  return { community, locale, entries, today: now.toZonedDateTimeISO(zone).toPlainDate() };
}

/**
 * The calendar of a community that wants it read.
 * @param asked the community's own language by default
 * @returns undefined where there is no such community, or its calendar is not public
 */
export async function readPublicCalendar(
  services: PageServices,
  communityId: string,
  asked: Locale | undefined,
): Promise<CommunityCalendar | undefined> {
  const community = await findCachedCommunity(services.db, communityId, services.cache);
  if (!community?.hasPublicCalendar) return undefined;
  return readCalendar(services, community, {
    locale: asked ?? community.locale,
    now: Temporal.Instant.fromEpochMilliseconds(services.now()),
  });
}

/** What the pages of a community are read from. */
export const pageDependencies = (
  { calendarSources }: Pick<PageServices, 'calendarSources'>,
  communityId: string,
) => [
  `Community:${communityId}` as const,
  ...calendarSources.flatMap((source) => source.dependencies(communityId)),
];
