import { noQueryCache, type QueryCache } from '../../database/cache/query-cache.ts';
import type { Community, Event, PrismaClient } from '../../database/generated/client.ts';
import { periodInstants, readPeriod } from '../../language/periods/index.ts';
import { findEvents } from '../queries.ts';
import { type EventQuestion, readEventSearch } from '../questions/read-question.ts';
import type { KnownAsker } from './asker.ts';

/** Events on a page, and most that can be paged through. Telegram takes 50 at once. */
export const inlinePaging = { pageSize: 20, most: 200 } as const;

/** Characters of a query that are read. */
const maxQueryLength = 100;

/** Letters from which on words that are found nowhere may be mistyped: shorter ones are still being typed. */
const minCorrectedLetters = 4;

export interface FoundEvent {
  event: Event;
  community: Community;
}

interface SearchServices {
  db: PrismaClient;
  cache: QueryCache;
  now: Temporal.Instant;
}

/** What is asked for: each way to read it, the likelier first. */
function readings(query: string, today: Temporal.PlainDate): EventQuestion[] {
  const text = query.trim().slice(0, maxQueryLength);
  if (text === '') return [{}];
  const asked = readEventSearch(text, today);
  // The words around a day or a place may be those of a title.
  const isPlain = asked.when === undefined && asked.place === undefined;
  return isPlain ? [asked] : [asked, { query: text }];
}

const hasLetters = (text: string, least: number): boolean =>
  (text.normalize('NFC').match(/\p{L}/gu) ?? []).length >= least;

async function findInCommunity(
  { db, cache, now }: SearchServices,
  communityId: string,
  { when, place = '', query = '' }: EventQuestion,
  zone: string,
  take: number,
): Promise<readonly Event[]> {
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  const period = when === undefined ? undefined : readPeriod(when, { today });
  if (period && !period.ok) return [];
  const asked = period && periodInstants(period.value, zone);
  const correctsTypos = hasLetters(query, minCorrectedLetters);
  // Each key that is pressed is a query of its own: kept, they would displace what everybody asks for.
  const isRepeated = when === undefined && place === '' && query === '';
  const { events } = await findEvents(
    db,
    {
      ...{ communityId, place, query, topic: '', correctsTypos, take },
      from: new Date((asked?.from ?? now).epochMilliseconds),
      ...(asked ? { until: new Date(asked.until.epochMilliseconds) } : {}),
    },
    isRepeated ? cache : noQueryCache,
  );
  return events;
}

/** Of several communities: by start, or with words by how well they fit in each. */
function merged(found: readonly (readonly FoundEvent[])[], hasWords: boolean): FoundEvent[] {
  const placed = found.flatMap((ofOne) => ofOne.map((one, rank) => ({ one, rank })));
  const byStart = (a: FoundEvent, b: FoundEvent) => +a.event.startsAt - +b.event.startsAt;
  return placed
    .toSorted((a, b) => (hasWords ? a.rank - b.rank : 0) || byStart(a.one, b.one))
    .map(({ one }) => one);
}

/**
 * The events of somebody's communities that a query means, as `/events` reads it.
 * @param skip how many were on the pages before
 * @returns a page, and whether there are more
 */
export async function searchInlineEvents(
  services: SearchServices,
  { communities, zone }: Pick<KnownAsker, 'communities' | 'zone'>,
  query: string,
  skip: number,
): Promise<{ events: FoundEvent[]; hasMore: boolean }> {
  const until = Math.min(skip + inlinePaging.pageSize, inlinePaging.most);
  const today = services.now.toZonedDateTimeISO(zone).toPlainDate();
  for (const asked of readings(query, today)) {
    const found = await Promise.all(
      communities.map(async (community) =>
        (await findInCommunity(services, community.id, asked, zone, until + 1)).map((event) => ({
          event,
          community,
        })),
      ),
    );
    const all = merged(found, asked.query !== undefined);
    if (all.length > 0)
      return {
        events: all.slice(skip, until),
        hasMore: all.length > until && until < inlinePaging.most,
      };
  }
  return { events: [], hasMore: false };
}
