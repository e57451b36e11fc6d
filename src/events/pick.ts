import { type Call, nowOf } from '../communities/call.ts';
import type { Event, Prisma } from '../database/generated/client.ts';
import { isId } from '../database/id.ts';
import { type Picker, pick } from '../kit/kinds/pick.ts';
import { fold } from '../language/fold.ts';
import { isolate } from '../language/isolate.ts';
import { locales } from '../language/locale.ts';
import { inLanguage } from '../language/translations.ts';
import { type EventTopic, eventTopics, findEvents } from './find.ts';
import { eventState, eventWhen, eventWords } from './show.ts';

const day = 24 * 3_600_000;
async function searchEvents(words: string, call: Call, limit: number): Promise<readonly Event[]> {
  if (!call.community) return [];
  const query = { communityId: call.community.id, query: words, take: limit };
  const coming = await findEvents(call.db, { ...query, from: nowOf(call) });
  if (coming.events.length > 0) return coming.events;
  const from = new Date(call.now.epochMilliseconds - 7 * day);
  return (await findEvents(call.db, { ...query, from })).events;
}

/** Where an event may be for the one who chooses it. */
type Reach = (call: Call) => Prisma.EventWhereInput[];

const eventIn = (reach: Reach, how: Pick<Picker<Event, Call>, 'wholeOnly'> = {}) =>
  pick<Event, Call>({
    search: (words, call, _given, limit) => searchEvents(words, call, limit),
    find: async (id, call) =>
      (isId(id) && (await call.db.event.findFirst({ where: { id, OR: reach(call) } }))) ||
      undefined,
    id: ({ id }) => id,
    label: (found, call) =>
      `${eventState(found, call)}${isolate(eventWords(found, call.locale).title)} · ${eventWhen(found, call)}`,
    names: (found) => locales.map((locale) => eventWords(found, locale).title),
    details: (found, call) => [eventWords(found, call.locale).place],
    none: 'events.errors.none',
    ...how,
  });

const here: Reach = ({ community }) => (community ? [{ communityId: community.id }] : []);

/**
 * One of the community's events: coming ones, else those of the last days. A button of another of the person's
 * communities counts too: it may stand in a private chat that looks at this one by now.
 */
export const event = () =>
  eventIn((call) => [
    ...here(call),
    { community: { members: { some: { personId: call.person.id } } } },
  ]);

/** One of this community's events and no other's, for those who keep them: by its whole title. */
export const ownEvent = () => eventIn(here, { wholeOnly: true });

const topicName = ({ topic, translations }: EventTopic, { locale }: Call): string =>
  inLanguage({ topic }, translations, locale).topic;

/** A topic that coming events have. */
export const eventTopic = () =>
  pick<EventTopic, Call>({
    async search(words, call, _given, limit) {
      if (!call.community) return [];
      const topics = await eventTopics(call.db, call.community.id, nowOf(call));
      const wanted = fold(words);
      return topics
        .filter((found) =>
          [found.topic, topicName(found, call)].some((name) => fold(name).includes(wanted)),
        )
        .slice(0, limit);
    },
    async find(id, call) {
      if (!call.community) return undefined;
      const topics = await eventTopics(call.db, call.community.id, nowOf(call));
      return topics.find(({ topic }) => topic === id) ?? { topic: id, translations: {} };
    },
    id: ({ topic }) => topic,
    label: topicName,
    names: ({ topic, translations }) => [
      topic,
      ...locales.map((locale) => inLanguage({ topic }, translations, locale).topic),
    ],
    none: 'events.errors.noTopic',
  });
