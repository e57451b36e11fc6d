import type { Call } from '../communities/call.ts';
import type { Event } from '../database/generated/client.ts';
import { pick } from '../kit/kinds/pick.ts';
import { fold } from '../language/fold.ts';
import { inLanguage } from '../language/translations.ts';
import { type EventTopic, eventTopics, findEvents } from './find.ts';
import { isId } from './id.ts';
import { eventState, eventWhen, eventWords } from './show.ts';

const day = 24 * 3_600_000;
const nowOf = (call: Call) => new Date(call.now.epochMilliseconds);

/** One of the community's events: coming ones first of all, and those of the last days. */
export const event = () =>
  pick<Event, Call>({
    async search(words, call, _given, limit) {
      if (!call.community) return [];
      const query = { communityId: call.community.id, query: words, take: limit };
      const coming = await findEvents(call.db, { ...query, from: nowOf(call) });
      if (coming.events.length > 0) return coming.events;
      const from = new Date(call.now.epochMilliseconds - 7 * day);
      return (await findEvents(call.db, { ...query, from })).events;
    },
    // A button may stand in the private chat of somebody who looks at another of their communities by now.
    find: async (id, call) =>
      isId(id)
        ? ((await call.db.event.findFirst({
            where: {
              id,
              OR: [
                ...(call.community ? [{ communityId: call.community.id }] : []),
                { community: { members: { some: { personId: call.person.id } } } },
              ],
            },
          })) ?? undefined)
        : undefined,
    id: ({ id }) => id,
    label: (found, call) =>
      `${eventState(found, call)}${eventWords(found, call.locale).title} · ${eventWhen(found, call)}`,
    none: 'events.errors.none',
  });

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
    none: 'events.errors.noTopic',
  });
