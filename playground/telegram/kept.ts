import { z } from 'zod';
import { thing } from '../keep.ts';
import type { BotCommand, ChatState, StoredFile } from './state.ts';

/** What of the platform outlives its process; updates and presses that wait do not. */
export const kept = z.object({
  chats: z.map(z.int(), thing<ChatState>()),
  files: z.map(z.string(), thing<StoredFile>()),
  commands: z.map(z.string(), thing<BotCommand[]>()),
  profile: z.map(z.string(), z.string()),
  sharedMessageId: z.int(),
  version: z.int(),
  serial: z.int(),
});
