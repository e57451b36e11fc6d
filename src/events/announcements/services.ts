import type { Event, Publication } from '../../database/generated/client.ts';
import type { AudienceRule, Transaction } from '../../delivery/publications.ts';
import type { Locale } from '../../language/locale.ts';
import type { EventAction, EventDiff } from './diff.ts';

/** A date before and after a change. */
export type DateDiff = Pick<EventDiff, 'before' | 'after'>;

/** Changes of some dates of a series, for those who know of them. */
export interface SeriesNews {
  action: EventAction;
  diffs: readonly DateDiff[];
  reason?: string | undefined;
}

/** What chats and people are told of events, published within the transaction of the change. */
export interface EventNotices {
  /** Announces the event to every chat that follows events. @returns the id of the publication */
  announced(tx: Transaction, event: Event, locale: Locale): Promise<string>;
  /** Edits every copy of the announcement; an edit notifies nobody. */
  announcementChanged(
    tx: Transaction,
    event: Event,
    announcement: Publication,
    locale: Locale,
  ): Promise<void>;
  /** Posts what has changed to each of the audiences. */
  changed(
    tx: Transaction,
    diff: EventDiff,
    audiences: readonly AudienceRule[],
    locale: Locale,
  ): Promise<void>;
  /** Posts what has changed of several dates of a series. */
  datesChanged(
    tx: Transaction,
    news: SeriesNews,
    audience: AudienceRule,
    locale: Locale,
  ): Promise<void>;
}

export interface AnnouncementServices {
  notices: EventNotices;
  now: Temporal.Instant;
  /** For chats without a language of their own. */
  locale: Locale;
}

/** Announces in the community's language, whatever the acting person's is. */
export async function announcementServicesFor(
  { notices, now }: Omit<AnnouncementServices, 'locale'>,
  tx: Transaction,
  { communityId: id }: Pick<Event, 'communityId'>,
): Promise<AnnouncementServices> {
  const { locale } = await tx.community.findUniqueOrThrow({ where: { id } });
  return { notices, now, locale };
}
