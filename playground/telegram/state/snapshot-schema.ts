import { z } from 'zod';
import { opaqueObject } from '../../snapshot-store.ts';
import type { BotCommand, ChatState, StoredFile } from './state.ts';

/** The stored state of the platform, without pending updates and presses. */
export const snapshotSchema = z.object({
  chats: z.map(z.int(), opaqueObject<ChatState>()),
  files: z.map(z.string(), opaqueObject<StoredFile>()),
  commands: z.map(z.string(), opaqueObject<BotCommand[]>()),
  profile: z.map(z.string(), z.string()),
  sharedMessageId: z.int(),
  version: z.int(),
  serial: z.int(),
});
