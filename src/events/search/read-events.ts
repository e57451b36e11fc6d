import type { Event, PrismaClient } from '../../database/generated/client.ts';
import { withKnownEnumValues } from '../../database/known-enum-values.ts';
import { searchCondition } from '../../database/search-condition.ts';
import { correctTypos } from './correct-typos.ts';
import { findMatching, type Match, type Matches, type Timespan } from './find-matching.ts';
import { placeTerms, type QueryTerm, queryTerms, topicTerm } from './query-terms.ts';
import { distanceFromQuery, type TextOf } from './rank.ts';
import { findSimilarWords } from './similar-words.ts';
import { type Word, wordsOf } from './words.ts';

/** Events are counted up to this number, and ranked among so many of the next ones. */
const countedEvents = 40;

export interface EventQuery extends Timespan {
  communityId: string;
  /** Words that must all occur, case and accents ignored. */
  query?: string;
  topic?: string;
  place?: string;
  /** Whether mistyped words are corrected where nothing is found otherwise. */
  correctsTypos?: boolean;
  skip?: number;
  take: number;
}

/** A page of events. */
export interface EventsRead {
  events: readonly Event[];
  /** How many there are, or at least. */
  total: number;
  /** Whether there are more than that. */
  hasMore: boolean;
  /** The words that were searched for instead of mistyped ones. */
  corrected?: string;
  /** Those that were counted. */
  matches: readonly Match[];
}

/** Events in the order of their ids. */
async function readByIds(db: PrismaClient, ids: readonly string[]): Promise<Event[]> {
  if (ids.length === 0) return [];
  const found = await db.event.findMany({
    where: { ...withKnownEnumValues.event, id: { in: [...ids] } },
  });
  const byId = new Map(found.map((event) => [event.id, event]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

const idsOf = (matches: readonly Match[]): string[] => matches.map(({ id }) => id);

/** The first of the matches sorted by how well they fit; with equal fit and behind them by time. */
async function readRanked(
  db: PrismaClient,
  matches: readonly Match[],
  terms: readonly QueryTerm[],
  { skip = 0, take }: EventQuery,
  textOf: TextOf,
): Promise<Event[]> {
  const page = matches.slice(skip, skip + take);
  if (terms.length === 0 || skip >= countedEvents) return readByIds(db, idsOf(page));
  const ranked = (await readByIds(db, idsOf(matches.slice(0, countedEvents))))
    .map((event) => ({ event, distance: distanceFromQuery(event, terms, textOf) }))
    .sort((a, b) => a.distance - b.distance)
    .map(({ event }) => event);
  const rest = await readByIds(db, idsOf(matches.slice(countedEvents, skip + take)));
  return [...ranked, ...rest].slice(skip, skip + take);
}

/** Of a query of signs only, such as an emoji: the index has words. */
async function findSigns(
  db: PrismaClient,
  { communityId, from, until, query = '' }: EventQuery,
  limit: number,
): Promise<Matches> {
  const events = await db.event.findMany({
    where: {
      communityId,
      endsAt: { gte: from },
      ...(until ? { startsAt: { lt: until } } : {}),
      AND: searchCondition(query),
    },
    select: { id: true, startsAt: true, endsAt: true, state: true },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
    take: limit,
  });
  return {
    events: events.map(({ state, ...event }) => ({ ...event, isOpen: state === 'postponed' })),
  };
}

/** The events of a query, read from the database. */
export async function readEvents(
  db: PrismaClient,
  query: EventQuery,
  textOf: TextOf,
): Promise<EventsRead> {
  const { communityId, topic = '', place = '', skip = 0, take } = query;
  const limit = Math.max(countedEvents, skip + take) + 1;
  const fixed = [...placeTerms(place), ...(topic === '' ? [] : [topicTerm(topic)])];
  const find = (terms: readonly QueryTerm[]) =>
    findMatching(db, { ...query, topic, terms: [...terms, ...fixed], limit });

  let words: Word[] = wordsOf(query.query ?? '');
  let terms = queryTerms(words);
  let corrected: string | undefined;
  const isOfSigns = words.length === 0 && (query.query ?? '').trim() !== '';
  let matches = isOfSigns ? await findSigns(db, query, limit) : await find(terms);
  if (matches.events.length === 0 && words.length > 0 && query.correctsTypos) {
    const meant = await correctTypos(words, {
      find,
      similarWords: (word) => findSimilarWords(db, communityId, word),
      readWords: async (ids) => (await readByIds(db, ids)).map((event) => wordsOf(textOf(event))),
    });
    if (meant) {
      words = meant;
      terms = queryTerms(words);
      corrected = words.map(({ exact }) => exact).join(' ');
      matches = await find(terms);
    }
  }

  return {
    events: await readRanked(db, matches.events, terms, query, textOf),
    total: Math.min(matches.events.length, limit - 1),
    hasMore: matches.events.length === limit,
    ...(corrected === undefined ? {} : { corrected }),
    matches: matches.events,
  };
}
