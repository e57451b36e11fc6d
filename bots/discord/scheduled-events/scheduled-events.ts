import { Routes } from 'discord.js';
import { z } from 'zod';
import type { SendResult } from '../../../src/delivery/publisher.ts';
import {
  type ListedServerEvent,
  type ServerEvents,
  serverEventRefusals,
} from '../../../src/delivery/server-events.ts';
import { acceptRefusal } from '../../shared/send-result.ts';
import type { PublisherClient } from '../api/publisher-client.ts';
import { changeBody, creationBody, eventStatus } from './body.ts';

const withId = z.object({ id: z.string() });
const listed = z.object({
  id: z.string(),
  creator_id: z.string().nullish(),
  description: z.string().nullish(),
  scheduled_start_time: z.iso.datetime({ offset: true }),
  scheduled_end_time: z.iso.datetime({ offset: true }).nullish(),
  status: z.int(),
});

/** Discord ends an event without an end, as one in a voice channel, when everyone has left. */
const unknownEnd = Number.POSITIVE_INFINITY;

const isOpen = ({ status }: z.output<typeof listed>): boolean =>
  status === eventStatus.scheduled || status === eventStatus.active;

const readEvent = (event: z.output<typeof listed>, botId: string): ListedServerEvent => ({
  id: event.id,
  isOwn: event.creator_id === botId,
  isRunning: event.status === eventStatus.active,
  description: event.description ?? '',
  startsAt: Date.parse(event.scheduled_start_time),
  endsAt: event.scheduled_end_time ? Date.parse(event.scheduled_end_time) : unknownEnd,
});

export interface ScheduledEventsOptions {
  client: Pick<PublisherClient, 'request'>;
  toSendResult<Value>(request: () => Promise<Value>): Promise<SendResult<Value>>;
  botId(): Promise<string>;
}

/** The scheduled events of servers. Whoever calls has a slot for each request. Source: Discord, "Guild Scheduled Event". */
export function createScheduledEvents({
  client,
  toSendResult,
  botId,
}: ScheduledEventsOptions): ServerEvents {
  const change = (server: string, id: string, body: object) =>
    toSendResult(async () => {
      const route = Routes.guildScheduledEvent(server, id);
      await (await client.request('PATCH', route, { body })).arrayBuffer();
    });
  return {
    // "Maximum number of uncompleted guild scheduled events reached": code 30038.
    maxOpen: 100,
    list: (server) =>
      toSendResult(async () => {
        const own = await botId();
        const response = await client.request('GET', Routes.guildScheduledEvents(server));
        const events = z.array(listed).parse(await response.json());
        return events.filter(isOpen).map((event) => readEvent(event, own));
      }),
    create: (server, content) =>
      toSendResult(async () => {
        const body = creationBody(content);
        const response = await client.request('POST', Routes.guildScheduledEvents(server), {
          body,
        });
        return withId.parse(await response.json()).id;
      }),
    change: (server, id, given) => change(server, id, changeBody(given)),
    async cancel(server, id) {
      const result = await change(server, id, { status: eventStatus.cancelled });
      return acceptRefusal(
        acceptRefusal(result, serverEventRefusals.over),
        serverEventRefusals.gone,
      );
    },
    async remove(server, id) {
      const result = await toSendResult(async () => {
        await (
          await client.request('DELETE', Routes.guildScheduledEvent(server, id))
        ).arrayBuffer();
      });
      return acceptRefusal(result, serverEventRefusals.gone);
    },
  };
}
