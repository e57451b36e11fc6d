import { z } from 'zod';
import type { BotCommand, ChatState, State, StoredFile } from './state.ts';

const isThing = (value: unknown): boolean => typeof value === 'object' && value !== null;

/** What of the platform outlives its process; updates and presses that wait do not. */
export const kept = z.object({
  chats: z.map(z.int(), z.custom<ChatState>(isThing)),
  files: z.map(z.string(), z.custom<StoredFile>(isThing)),
  commands: z.map(z.string(), z.custom<BotCommand[]>(isThing)),
  profile: z.map(z.string(), z.string()),
  sharedMessageId: z.int(),
  version: z.int(),
  serial: z.int(),
});

export const keptOf = ({
  chats,
  files,
  commands,
  profile,
  sharedMessageId,
  version,
  serial,
}: State): z.infer<typeof kept> => ({
  chats,
  files,
  commands,
  profile,
  sharedMessageId,
  version,
  serial,
});
