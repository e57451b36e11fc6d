import type { Event, Publication } from '../../database/generated/client.ts';
import type { AudienceRule, Transaction } from '../../delivery/publications.ts';
import type { Locale } from '../../language/locale.ts';
import type { EventDiff } from './diff.ts';

/** What chats and people are told of events, published within the transaction of the change. */
export interface EventNotices {
  /** Announces the event to every chat that follows events. */
  announced(tx: Transaction, event: Event, locale: Locale): Promise<void>;
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
