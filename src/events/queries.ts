import { noQueryCache, type QueryCache } from '../database/cache/query-cache.ts';
import type { Event, Prisma, PrismaClient } from '../database/generated/client.ts';
import { withKnownEnumValues } from '../database/known-enum-values.ts';
import { searchCondition } from '../database/search-condition.ts';
import { endsAfterWhere, eventEndsAt, notEndedWhere } from './lifetime.ts';

export interface EventQuery {
  communityId: string;
  /** Events that overlap [from, until), or without `until` those that have not ended at `from`. */
  from: Date;
  until?: Date;
  /** Words that must all occur, case and accents ignored. */
  query?: string;
  topic?: string;
  place?: string;
  skip?: number;
  take: number;
}

function toWhere({
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
    // The new date of a postponed event is unknown: a period finds it by its former one.
    ...(until ? { ...endsAfterWhere(from), startsAt: { lt: until } } : notEndedWhere(from)),
    ...(topic ? { topic: { equals: topic, mode: 'insensitive' as const } } : {}),
    AND: [...searchCondition(query ?? ''), ...searchCondition(place ?? '')],
  };
}

/** A page of events, and how long it is valid while no event changes. */
export interface FoundEvents {
  events: readonly Event[];
  total: number;
  /** The start of the query, and when the first of the events ends, in milliseconds. */
  askedAt: number;
  validUntil: number;
}

async function readEvents(db: PrismaClient, query: EventQuery): Promise<FoundEvents> {
  const where = toWhere(query);
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

/** Whether the same query finds the same at another time, in milliseconds. */
export const isValidAt = (
  { askedAt, validUntil }: Pick<FoundEvents, 'askedAt' | 'validUntil'>,
  at: number,
) => askedAt === at || (askedAt < at && at < validUntil);

/**
 * Events by start, cancelled ones included so that people learn of it. Results are cached until an event of the
 * community changes or one of the found ones ends.
 */
export async function findEvents(
  db: PrismaClient,
  query: EventQuery,
  cache: QueryCache = noQueryCache,
): Promise<FoundEvents> {
  const { from, until, communityId, ...words } = query;
  const at = from.getTime();
  // Without a period a query starts now: that time is no part of the key, or no key would repeat.
  const period = until ? [at, until.getTime()] : [];
  return cache.getOrLoad({
    key: `events ${JSON.stringify([communityId, period, words])}`,
    load: () => readEvents(db, query),
    dependencies: () => [`Event:${communityId}`],
    isStillValid: (found) => isValidAt(found, at),
    weight: 2 * query.take,
  });
}

/** A topic with its translations. */
export type EventTopic = Pick<Event, 'topic' | 'translations'>;

/** The topics of the community's events that have not ended, by name. */
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

/** Events that have not ended and to which a person is going, the next first. */
export async function listOwnEvents(
  db: PrismaClient,
  personId: string,
  now: Date,
): Promise<Event[]> {
  const rsvps = await db.rsvp.findMany({
    where: { personId, going: true, event: notEndedWhere(now) },
    include: { event: true },
    orderBy: { event: { startsAt: 'asc' } },
    take: 100,
  });
  return rsvps.map(({ event }) => event);
}

/** How many people are going, those included who were erased after the event had started. */
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
