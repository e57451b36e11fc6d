import type { Locale } from '../../language/locale.ts';

/** Forms in which a community's calendar is served, by the end of their address. */
export const feedFormats = ['ics', 'atom', 'json'] as const;
export type FeedFormat = (typeof feedFormats)[number];

/** What one address of a community's calendar shows. */
export interface CommunityFeedQuery {
  communityId: string;
  format: FeedFormat;
  /** The community's own language by default. */
  locale?: Locale | undefined;
  /** Only events with this topic, in any language. */
  topic?: string | undefined;
}

/** An address with those parameters that have a value. */
export const withQuery = (
  path: string,
  query: Readonly<Record<string, string | undefined>>,
): string => {
  const parameters = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`],
  );
  return parameters.length === 0 ? path : `${path}?${parameters.join('&')}`;
};

/** @param base of public addresses, without a slash at its end */
export const communityFeedUrl = (
  base: string,
  { communityId, format, locale, topic }: CommunityFeedQuery,
): string => withQuery(`${base}/calendar/${communityId}.${format}`, { lang: locale, topic });

/** The address of a person's own calendar. */
export const personFeedUrl = (base: string, secret: string, locale: Locale): string =>
  withQuery(`${base}/calendar/mine/${secret}.ics`, { lang: locale });
