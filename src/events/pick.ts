import type { Call } from '../communities/call.ts';
import type { Event } from '../database/generated/client.ts';
import { pick } from '../kit/kinds/pick.ts';
import { fold } from '../language/fold.ts';
import { eventTopics, findEvents } from './find.ts';
import { eventWhen, eventWords } from './show.ts';

const day = 24 * 3_600_000;
const nowOf = (call: Call) => new Date(call.now.epochMilliseconds);

/** One of the community's events: coming ones first of all, and those of the last days. */
export const event = () =>
  pick<Event, Call>({
    async search(words, call, _given, limit) {
      if (!call.community) return [];
      const { events } = await findEvents(call.db, {
        communityId: call.community.id,
        from: new Date(call.now.epochMilliseconds - 7 * day),
        query: words,
        take: limit,
      });
      return events;
    },
    find: async (id, call) =>
      (await call.db.event.findFirst({
        where: { id, communityId: call.community?.id ?? id },
      })) ?? undefined,
    id: ({ id }) => id,
    label: (found, call) => `${eventWords(found, call.locale).title} · ${eventWhen(found, call)}`,
    none: 'events.errors.none',
  });

/** A topic that coming events have. */
export const eventTopic = () =>
  pick<string, Call>({
    async search(words, call, _given, limit) {
      if (!call.community) return [];
      const topics = await eventTopics(call.db, call.community.id, nowOf(call));
      return topics.filter((topic) => fold(topic).includes(fold(words))).slice(0, limit);
    },
    find: async (id) => id,
    id: (topic) => topic,
    label: (topic) => topic,
    none: 'events.errors.noTopic',
  });
