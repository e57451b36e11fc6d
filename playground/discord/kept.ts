import { z } from 'zod';
import type { Channel, Command, Guild, Message, State } from './state.ts';

const isThing = (value: unknown): boolean => typeof value === 'object' && value !== null;
const byId = <T>() => z.map(z.string(), z.custom<T>(isThing));

/** What of the platform outlives its process. Open forms and interactions do not: their tokens are short-lived. */
export const kept = z.object({
  guilds: byId<Guild>(),
  channels: byId<Channel>(),
  messages: byId<Message[]>(),
  commands: byId<Command[]>(),
  blockedBy: z.set(z.string()),
  version: z.int(),
});

export const keptOf = ({
  guilds,
  channels,
  messages,
  commands,
  blockedBy,
  version,
}: State): z.infer<typeof kept> => ({
  guilds,
  channels,
  messages,
  commands,
  blockedBy,
  version,
});
