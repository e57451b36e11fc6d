import { createHash } from 'node:crypto';
import type { Community, Event } from '../database/generated/client.ts';
import type { ServerEventContent } from '../delivery/server-events.ts';
import { localizedEvent } from '../events/messages.ts';
import { publicPageUrl } from '../feeds/pages/addresses.ts';
import { translators } from '../language/catalogue.ts';
import type { Locale } from '../language/locale.ts';
import { markOf } from './mark.ts';

/** How long an event lasts of which no end is known, in milliseconds: a server's event needs one. */
const unknownLengthMs = 3_600_000;
/** Longest address below a description, in UTF-16 units. */
const maxAddress = 400;
/** Longest address that stands for a place. */
const maxPlaceAddress = 100;

/** When the event ends in the server's list, in milliseconds. */
export const mirroredEnd = ({ startsAt, endsAt }: Pick<Event, 'startsAt' | 'endsAt'>): number =>
  endsAt > startsAt ? endsAt.getTime() : startsAt.getTime() + unknownLengthMs;

export interface MirrorReader {
  locale: Locale;
  community: Pick<Community, 'id' | 'locale' | 'hasPublicCalendar'>;
  publicUrl: string;
}

/** The page of the event, else the address that its organisers gave. */
const addressOf = (
  { id, linkUrl, sourceUrl }: Pick<Event, 'id' | 'linkUrl' | 'sourceUrl'>,
  { community, ...place }: MirrorReader,
): string | undefined =>
  [publicPageUrl(community, place, id), linkUrl, sourceUrl].find(
    (url) => url != null && url.length <= maxAddress,
  ) ?? undefined;

/** An event as a server's list shows it. */
export function mirroredContent(event: Event, reader: MirrorReader): ServerEventContent {
  const { t } = translators[reader.locale];
  const { title, summary, place } = localizedEvent(event, reader.locale);
  const address = addressOf(event, reader);
  const { linkUrl } = event;
  const online = linkUrl !== null && linkUrl.length <= maxPlaceAddress ? linkUrl : undefined;
  return {
    name: title,
    place: place.trim() || online || t('mirrors.noPlace'),
    about: summary,
    footer: [...(address === undefined ? [] : [address]), markOf(event.id)],
    startsAt: event.startsAt,
    endsAt: new Date(mirroredEnd(event)),
  };
}

export const contentHash = (content: ServerEventContent): string =>
  createHash('sha256').update(JSON.stringify(content)).digest('base64url').slice(0, 22);
