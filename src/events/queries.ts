import { noQueryCache, type QueryCache } from '../database/cache/query-cache.ts';
import type { Event, Prisma, PrismaClient } from '../database/generated/client.ts';
import { withKnownEnumValues } from '../database/known-enum-values.ts';
import { searchCondition } from '../database/search-condition.ts';
import { endsAfterWhere, eventEndsAt, notEndedWhere } from './lifetime.ts';

export interface EventQuery {
  communityId: string;
  /** Events that overlap [from, until), or without an end those that are not over at `from`. */
  from: Date;
  until?: Date;
  /** Words that must all be found, folded. */
  query?: string;
  topic?: string;
  place?: string;
  skip?: number;
  take: number;
}

function whereOf({
  communityId,
  from,
  until,
  query,
  topic,
  place,
}: EventQuery): Prisma.EventWhereInput {
  return {
    ...withKnownEnumValues.event,
    communityId,
    // Nobody knows in which days a postponed event will be: a period has it by its old date.
    ...(until ? { ...endsAfterWhere(from), startsAt: { lt: until } } : notEndedWhere(from)),
    ...(topic ? { topic: { equals: topic, mode: 'insensitive' as const } } : {}),
    AND: [...searchCondition(query ?? ''), ...searchCondition(place ?? '')],
  };
}

/** What was found, and how long that holds while nothing changes. */
export interface FoundEvents {
  events: readonly Event[];
  total: number;
  /** When the question was asked of, and from when on one of the events is over, in milliseconds. */
  askedAt: number;
  validUntil: number;
}

async function readEvents(db: PrismaClient, query: EventQuery): Promise<FoundEvents> {
  const where = whereOf(query);
  const [events, states] = await Promise.all([
    db.event.findMany({
      where,
      orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
      skip: query.skip ?? 0,
      take: query.take,
    }),
    db.event.groupBy({ by: ['state'], where, _count: true, _min: { endsAt: true } }),
  ]);
  const total = states.reduce((sum, { _count }) => sum + _count, 0);
  const ends = states.flatMap(({ state, _min: { endsAt } }) =>
    endsAt === null ? [] : [eventEndsAt(state, endsAt)],
  );
  const validUntil = Math.min(Number.POSITIVE_INFINITY, ...ends);
  return { events, total, askedAt: query.from.getTime(), validUntil };
}

/** Whether what was found is found at this moment too, in milliseconds. */
export const isValidAt = (
  { askedAt, validUntil }: Pick<FoundEvents, 'askedAt' | 'validUntil'>,
  at: number,
) => askedAt === at || (askedAt < at && at < validUntil);

/**
 * Events by start; cancelled ones too, so that nobody goes in vain. An answer is the same until one of the
 * community's events changes or one of these is over.
 */
export async function findEvents(
  db: PrismaClient,
  query: EventQuery,
  memory: QueryCache = noQueryCache,
): Promise<FoundEvents> {
  const { from, until, communityId, ...words } = query;
  const at = from.getTime();
  // A period begins at one moment for many; otherwise it is asked from now on, which is never the same.
  const period = until ? [at, until.getTime()] : [];
  return memory.getOrLoad({
    key: `events ${JSON.stringify([communityId, period, words])}`,
    load: () => readEvents(db, query),
    dependencies: () => [`Event:${communityId}`],
    isStillValid: (found) => isValidAt(found, at),
    weight: 2 * query.take,
  });
}

/** A topic as it is kept, with its name in other languages. */
export type EventTopic = Pick<Event, 'topic' | 'translations'>;

/** Topics that the community's coming events have, by name. */
export const listEventTopics = (
  db: PrismaClient,
  communityId: string,
  from: Date,
): Promise<EventTopic[]> =>
  db.event.findMany({
    where: { communityId, ...notEndedWhere(from), topic: { not: '' } },
    distinct: ['topic'],
    select: { topic: true, translations: true },
    orderBy: { topic: 'asc' },
  });

/** How many people said that they go; who was forgotten after it had begun still counts. */
export async function countGoing(
  db: Pick<PrismaClient, 'rsvp' | 'event'>,
  eventId: string,
): Promise<number> {
  const event = await db.event.findUnique({
    where: { id: eventId },
    select: { erasedRsvpCount: true },
  });
  const going = await db.rsvp.count({ where: { eventId, going: true } });
  return going + (event?.erasedRsvpCount ?? 0);
}
