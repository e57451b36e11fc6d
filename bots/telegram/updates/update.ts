import type { Update } from 'telegraf/types';
import { z } from 'zod';

/** What Telegram is asked to tell us of. */
export const allowedUpdates = [
  'message',
  'callback_query',
  'my_chat_member',
  'channel_post',
] as const;

const numbered = z.looseObject({ update_id: z.number().int() });

/** An update as it comes over HTTP: numbered, and otherwise as the Bot API describes it. */
export const updateSchema = z.custom<Update>((value) => numbered.safeParse(value).success);

/** What became of an update: `again` when it failed and must not be confirmed. */
export type UpdateOutcome = 'done' | 'again';

/** Handles one update. Never rejects. */
export type HandleUpdate = (update: Update) => Promise<UpdateOutcome>;
