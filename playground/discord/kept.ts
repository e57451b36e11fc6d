import { z } from 'zod';
import { thing } from '../keep.ts';
import type { Channel, Command, Guild, Message } from './state.ts';

const byId = <Kept>() => z.map(z.string(), thing<Kept>());

/** What of the platform outlives its process. Open forms and interactions do not: their tokens are short-lived. */
export const kept = z.object({
  guilds: byId<Guild>(),
  channels: byId<Channel>(),
  messages: byId<Message[]>(),
  commands: byId<Command[]>(),
  blockedBy: z.set(z.string()),
  version: z.int(),
});
