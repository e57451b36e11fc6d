import type { CalendarEntry } from '../../context/modules/calendar-source.ts';
import type { Community } from '../../database/generated/client.ts';
import type { Locale } from '../../language/locale.ts';
import { withQuery } from '../served/addresses.ts';

/** A page of a community's public calendar. */
export interface PageAddress {
  communityId: string;
  /** A month as `2026-12`, or the id of an event; the list of what is coming without it. */
  part?: string | undefined;
  /** The community's own language by default. */
  locale?: Locale | undefined;
}

/** @param base of public addresses, without a slash at its end; empty for an address within the site */
export const pageUrl = (base: string, { communityId, part, locale }: PageAddress): string =>
  withQuery(`${base}/calendar/${communityId}${part === undefined ? '' : `/${part}`}`, {
    lang: locale,
  });

/** The last part of the address of an entry's page. */
export const entryPart = ({ uid }: Pick<CalendarEntry, 'uid'>): string =>
  uid.split('@', 1)[0] ?? '';

/** Where a page can be read by a reader of this language; undefined where nobody can. */
export const publicPageUrl = (
  community: Pick<Community, 'id' | 'locale' | 'hasPublicCalendar'> | undefined,
  { publicUrl, locale }: { publicUrl: string; locale: Locale },
  part?: string,
): string | undefined =>
  community?.hasPublicCalendar && publicUrl !== ''
    ? pageUrl(publicUrl, {
        ...{ communityId: community.id, part },
        locale: locale === community.locale ? undefined : locale,
      })
    : undefined;
