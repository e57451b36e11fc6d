import type { QueryCache } from '../../database/cache/query-cache.ts';
import type { PrismaClient } from '../../database/generated/client.ts';
import { type Period, periodInstants } from '../../language/periods/index.ts';
import { type EventTopic, type FoundEvents, findEvents } from '../queries.ts';
import type { EventQuery } from '../search/read-events.ts';

/** A row of buttons for each event and one for paging: Discord takes five rows. */
export const pageSize = 4;

/** What a person asks `/events` for. */
export interface EventListQuery {
  when?: Period | undefined;
  query?: string | undefined;
  topic?: EventTopic | undefined;
  place?: string | undefined;
  /** From 1. */
  page: number;
}

export interface EventPage extends FoundEvents {
  /** From 1. */
  page: number;
}

interface PageReader {
  db: PrismaClient;
  cache: QueryCache;
  now: Temporal.Instant;
  /** In which days begin and end, and hours are. */
  zone: string;
}

function toEventQuery(
  { now, zone }: PageReader,
  communityId: string,
  { when, query, topic, place }: EventListQuery,
): EventQuery {
  const asked = when && periodInstants(when, zone);
  return {
    communityId,
    from: new Date((asked?.from ?? now).epochMilliseconds),
    ...(asked ? { until: new Date(asked.until.epochMilliseconds) } : {}),
    query: query ?? '',
    topic: topic?.topic ?? '',
    place: place ?? '',
    correctsTypos: true,
    take: pageSize,
  };
}

/** The page that was asked for, or the last one when the list has become shorter. */
export async function readEventPage(
  reader: PageReader,
  communityId: string,
  asked: EventListQuery,
): Promise<EventPage> {
  const query = toEventQuery(reader, communityId, asked);
  const read = async (page: number) => ({
    page,
    ...(await findEvents(reader.db, { ...query, skip: (page - 1) * pageSize }, reader.cache)),
  });
  const found = await read(asked.page);
  if (found.events.length > 0 || found.total === 0) return found;
  return read(Math.ceil(found.total / pageSize));
}
