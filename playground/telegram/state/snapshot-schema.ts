import { z } from 'zod';
import { opaqueObject } from '../../snapshot-store.ts';
import type { BotCommand, ChatState, StoredFile } from './state.ts';

/** What of the platform outlives its process; updates and presses that wait do not. */
export const snapshotSchema = z.object({
  chats: z.map(z.int(), opaqueObject<ChatState>()),
  files: z.map(z.string(), opaqueObject<StoredFile>()),
  commands: z.map(z.string(), opaqueObject<BotCommand[]>()),
  profile: z.map(z.string(), z.string()),
  sharedMessageId: z.int(),
  version: z.int(),
  serial: z.int(),
});
