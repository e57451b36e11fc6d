import { z } from 'zod';
import { opaqueObject } from '../../snapshot-store.ts';
import type { ScheduledEvent } from './scheduled-event.ts';
import type { Channel, Guild, Message, RegisteredCommand } from './state.ts';

const byId = <Kept>() => z.map(z.string(), opaqueObject<Kept>());

/** The stored state of the platform. Open forms and interactions are not stored: their tokens are short-lived. */
export const snapshotSchema = z.object({
  guilds: byId<Guild>(),
  channels: byId<Channel>(),
  messages: byId<Message[]>(),
  commands: byId<RegisteredCommand[]>(),
  scheduledEvents: byId<ScheduledEvent>().default(() => new Map()),
  blockedBy: z.set(z.string()),
  version: z.int(),
});
