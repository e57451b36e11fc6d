import { type CommandContext, nowAsDate } from '../context/command-context.ts';
import type { Event, Prisma } from '../database/generated/client.ts';
import { isUuid } from '../database/uuid.ts';
import { type PickOptions, pick } from '../kit/argument-types/pick.ts';
import { locales } from '../language/locale.ts';
import { fold } from '../language/text/fold.ts';
import { translatedFields } from '../language/translations.ts';
import { hasEnded } from './lifetime.ts';
import { visibleEventScope } from './links/shared-events.ts';
import { eventLine, localizedEvent } from './messages.ts';
import { type EventTopic, findEvents, listEventTopics } from './queries.ts';

/** How long after its end an event is still found, in milliseconds. */
const recentMs = 7 * 24 * 3_600_000;

/** Events that have not ended, else those that ended recently. @param since how long ago they may have ended */
export async function searchEvents(
  words: string,
  context: CommandContext,
  limit: number,
  since = recentMs,
): Promise<readonly Event[]> {
  const { db, community, now } = context;
  if (!community) return [];
  const query = { communityId: community.id, query: words, take: limit };
  const upcoming = await findEvents(db, { ...query, from: nowAsDate(context) });
  if (upcoming.events.length > 0) return upcoming.events;
  const from = new Date(now.epochMilliseconds - since);
  return (await findEvents(db, { ...query, from })).events;
}

/** An event of this community, cached until an event of the community changes. */
async function findEventHere(
  id: string,
  { db, cache, community }: Pick<CommandContext, 'db' | 'cache' | 'community'>,
): Promise<Event | null> {
  if (!community) return null;
  const where = { id, communityId: community.id };
  return cache.getOrLoad({
    key: `event ${community.id} ${id}`,
    load: () => db.event.findFirst({ where }),
    dependencies: () => [`Event:${community.id}`],
  });
}

/** Which events an id may refer to. */
type EventScope = (context: CommandContext) => Prisma.EventWhereInput[];

const eventArgument = (
  scope: EventScope,
  {
    search = searchEvents,
    ...options
  }: Pick<PickOptions<Event, CommandContext>, 'wholeOnly'> & {
    search?: (words: string, context: CommandContext, limit: number) => Promise<readonly Event[]>;
  } = {},
) =>
  pick<Event, CommandContext>({
    search: (words, context, _given, limit) => search(words, context, limit),
    async find(id, context) {
      if (!isUuid(id)) return undefined;
      const here = await findEventHere(id, context);
      if (here) return here;
      const where = { id, OR: scope(context) };
      return (await context.db.event.findFirst({ where })) ?? undefined;
    },
    id: ({ id }) => id,
    label: eventLine,
    names: (found) => locales.map((locale) => localizedEvent(found, locale).title),
    details: (found, { locale }) => [localizedEvent(found, locale).place],
    noMatchKey: 'events.errors.none',
    ...options,
  });

const inThisCommunity: EventScope = ({ community }) =>
  community ? [{ communityId: community.id }] : [];

/**
 * An event of the community. A button may refer to an event of another of the person's communities: it may be in the
 * private chat of somebody who has switched to this one since, or of somebody who opened a link.
 */
export const event = () => eventArgument(visibleEventScope);

/** An event of this community and no other, for its organisers: by its whole title. */
export const ownEvent = () => eventArgument(inThisCommunity, { wholeOnly: true });

/** How long after its end organisers still find who answered an event, in milliseconds, and how many are looked at. */
const attended = { ms: 90 * 24 * 3_600_000, most: 200 } as const;

/** Events to come, then those that have ended of late, the last one first. */
async function searchWithPast(
  words: string,
  context: CommandContext,
  limit: number,
): Promise<readonly Event[]> {
  const { db, community, now } = context;
  if (!community) return [];
  const query = { communityId: community.id, query: words };
  const at = nowAsDate(context);
  const upcoming = await findEvents(db, { ...query, from: at, take: limit });
  const since = new Date(now.epochMilliseconds - attended.ms);
  const past = await findEvents(db, { ...query, from: since, until: at, take: attended.most });
  const ended = past.events.filter((one) => hasEnded(one, now)).toReversed();
  return [...upcoming.events, ...ended].slice(0, limit);
}

/** An event of this community and no other, for its organisers; for longer after its end than others find it. */
export const organisersEvent = () => eventArgument(inThisCommunity, { search: searchWithPast });

const topicName = ({ topic, translations }: EventTopic, { locale }: CommandContext): string =>
  translatedFields({ topic }, translations, locale).topic;

/** A topic of events that have not ended. */
export const eventTopic = () =>
  pick<EventTopic, CommandContext>({
    async search(words, context, _given, limit) {
      const { db, community } = context;
      if (!community) return [];
      const topics = await listEventTopics(db, community.id, nowAsDate(context));
      const wanted = fold(words);
      return topics
        .filter((found) =>
          [found.topic, topicName(found, context)].some((name) => fold(name).includes(wanted)),
        )
        .slice(0, limit);
    },
    async find(id, context) {
      const { db, community } = context;
      if (!community) return undefined;
      const topics = await listEventTopics(db, community.id, nowAsDate(context));
      return topics.find(({ topic }) => topic === id) ?? { topic: id, translations: {} };
    },
    id: ({ topic }) => topic,
    label: topicName,
    names: ({ topic, translations }) => [
      topic,
      ...locales.map((locale) => translatedFields({ topic }, translations, locale).topic),
    ],
    noMatchKey: 'events.errors.noTopic',
  });
