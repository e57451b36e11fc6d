import { noQueryCache, type QueryCache } from '../database/cache/query-cache.ts';
import type { Event, PrismaClient, Rsvp } from '../database/generated/client.ts';
import { withKnownEnumValues } from '../database/known-enum-values.ts';
import { parseTranslations } from '../language/parse-translations.ts';
import { allTexts } from '../language/translations.ts';
import { eventTexts } from './fields.ts';
import { eventEndsAt, notEndedWhere } from './lifetime.ts';
import { type EventQuery, type EventsRead, readEvents } from './search/read-events.ts';

/** A page of events, and how long it is valid while no event changes. */
export interface FoundEvents extends Omit<EventsRead, 'matches'> {
  /** The start of the query, and when the first of the events ends, in milliseconds. */
  askedAt: number;
  validUntil: number;
}

const eventText = (event: Event): string =>
  allTexts(Object.values(eventTexts(event)), parseTranslations(event.translations));

async function readFound(db: PrismaClient, query: EventQuery): Promise<FoundEvents> {
  const { matches, ...found } = await readEvents(db, query, eventText);
  const ends = matches.map(({ endsAt, isOpen }) =>
    eventEndsAt(isOpen ? 'postponed' : 'scheduled', endsAt),
  );
  return {
    ...found,
    askedAt: query.from.getTime(),
    validUntil: Math.min(Number.POSITIVE_INFINITY, ...ends),
  };
}

/** Whether the same query finds the same at another time, in milliseconds. */
export const isValidAt = (
  { askedAt, validUntil }: Pick<FoundEvents, 'askedAt' | 'validUntil'>,
  at: number,
) => askedAt === at || (askedAt < at && at < validUntil);

/**
 * Events by start, cancelled ones included so that people learn of it; of those with the words of a query, the ones with
 * its diacritics first. Results are cached until an event of the community changes or one of the found ones ends.
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
    load: () => readFound(db, query),
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

/** An event with a person's answer to it. */
export type OwnEvent = Rsvp & { event: Event };

/** Events that have not ended and to which a person is going, may go or waits for a place, the next first. */
export const listOwnEvents = (db: PrismaClient, personId: string, now: Date): Promise<OwnEvent[]> =>
  db.rsvp.findMany({
    where: {
      ...{ personId, state: { in: ['going', 'maybe', 'waiting'] } },
      event: { ...withKnownEnumValues.event, ...notEndedWhere(now) },
    },
    include: { event: true },
    orderBy: { event: { startsAt: 'asc' } },
    take: 100,
  });
