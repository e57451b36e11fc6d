import type { CalendarReader } from '../../../context/modules/calendar-source.ts';
import type { Community } from '../../../database/generated/client.ts';
import { type Locale, locales } from '../../../language/locale.ts';
import type { PageAddress } from '../addresses.ts';
import { pageUrl } from '../addresses.ts';

/** What every part of a page is written with. */
export interface PageReader extends Pick<CalendarReader, 't' | 'locale'> {
  community: Community;
  /** The day in the community's zone. */
  today: Temporal.PlainDate;
  /** Base of public addresses, without a slash at its end; empty when others cannot reach the program. */
  publicUrl: string;
  /** Where a reader opens something in the bot, by what a link to it carries; undefined without such a bot. */
  botUrl(payload: string): string | undefined;
}

/** A picture of what a page shows. */
export interface PagePicture {
  url: string;
  width: number;
  height: number;
  alt: string;
}

/** The address of a page of the same community in a language, the reader's by default. */
export const addressOf = (
  { community, locale: own, publicUrl }: Pick<PageReader, 'community' | 'locale' | 'publicUrl'>,
  part?: string,
  locale: Locale = own,
): string => {
  const address: PageAddress = { communityId: community.id, part };
  return pageUrl(publicUrl, locale === community.locale ? address : { ...address, locale });
};

/** The address of a page in every language. */
export const translationsOf = (reader: PageReader, part: string | undefined) =>
  locales.map((locale) => ({ locale, url: addressOf(reader, part, locale) }));
