import type { Update } from 'telegraf/types';
import { z } from 'zod';

/** Kinds of updates that Telegram is asked to send. */
export const allowedUpdates = [
  'message',
  'callback_query',
  'my_chat_member',
  'channel_post',
  'inline_query',
  'chosen_inline_result',
] as const;

const withIdSchema = z.looseObject({ update_id: z.number().int() });

/** An update as received over HTTP: only its id is checked. */
export const updateSchema = z.custom<Update>((value) => withIdSchema.safeParse(value).success);

/** Result of handling an update: `retry` when it failed and must not be confirmed. */
export type UpdateOutcome = 'done' | 'retry';

/** Handles one update. Never rejects. */
export type HandleUpdate = (update: Update) => Promise<UpdateOutcome>;
