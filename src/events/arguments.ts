import { type CommandContext, nowAsDate } from '../context/command-context.ts';
import type { Event, Prisma } from '../database/generated/client.ts';
import { isUuid } from '../database/uuid.ts';
import { type PickOptions, pick } from '../kit/argument-types/pick.ts';
import { locales } from '../language/locale.ts';
import { isolateBidi } from '../language/text/bidi.ts';
import { fold } from '../language/text/fold.ts';
import { translatedFields } from '../language/translations.ts';
import { eventStateLabel, formatEventWhen, localizedEvent } from './messages.ts';
import { type EventTopic, findEvents, listEventTopics } from './queries.ts';

const dayMs = 24 * 3_600_000;
async function searchEvents(
  words: string,
  call: CommandContext,
  limit: number,
): Promise<readonly Event[]> {
  if (!call.community) return [];
  const query = { communityId: call.community.id, query: words, take: limit };
  const coming = await findEvents(call.db, { ...query, from: nowAsDate(call) });
  if (coming.events.length > 0) return coming.events;
  const from = new Date(call.now.epochMilliseconds - 7 * dayMs);
  return (await findEvents(call.db, { ...query, from })).events;
}

/** Where an event may be for the one who chooses it. */
type EventScope = (call: CommandContext) => Prisma.EventWhereInput[];

const eventArgument = (
  reach: EventScope,
  how: Pick<PickOptions<Event, CommandContext>, 'wholeOnly'> = {},
) =>
  pick<Event, CommandContext>({
    search: (words, call, _given, limit) => searchEvents(words, call, limit),
    find: async (id, call) =>
      (isUuid(id) && (await call.db.event.findFirst({ where: { id, OR: reach(call) } }))) ||
      undefined,
    id: ({ id }) => id,
    label: (found, call) =>
      `${eventStateLabel(found, call)}${isolateBidi(localizedEvent(found, call.locale).title)} · ${formatEventWhen(found, call)}`,
    names: (found) => locales.map((locale) => localizedEvent(found, locale).title),
    details: (found, call) => [localizedEvent(found, call.locale).place],
    noMatchKey: 'events.errors.none',
    ...how,
  });

const here: EventScope = ({ community }) => (community ? [{ communityId: community.id }] : []);

/**
 * One of the community's events: coming ones, else those of the last days. A button of another of the person's
 * communities counts too: it may stand in a private chat that looks at this one by now.
 */
export const event = () =>
  eventArgument((call) => [
    ...here(call),
    { community: { members: { some: { personId: call.person.id } } } },
  ]);

/** One of this community's events and no other's, for those who keep them: by its whole title. */
export const ownEvent = () => eventArgument(here, { wholeOnly: true });

const topicName = ({ topic, translations }: EventTopic, { locale }: CommandContext): string =>
  translatedFields({ topic }, translations, locale).topic;

/** A topic that coming events have. */
export const eventTopic = () =>
  pick<EventTopic, CommandContext>({
    async search(words, call, _given, limit) {
      if (!call.community) return [];
      const topics = await listEventTopics(call.db, call.community.id, nowAsDate(call));
      const wanted = fold(words);
      return topics
        .filter((found) =>
          [found.topic, topicName(found, call)].some((name) => fold(name).includes(wanted)),
        )
        .slice(0, limit);
    },
    async find(id, call) {
      if (!call.community) return undefined;
      const topics = await listEventTopics(call.db, call.community.id, nowAsDate(call));
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
