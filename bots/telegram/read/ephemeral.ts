import { z } from 'zod';

/** telegraf's types have no ephemeral messages. Source: Bot API, Message. */
const ephemeralSchema = z.object({ ephemeral_message_id: z.number().int().positive() });

/** The id of an ephemeral message, whose `message_id` is 0; undefined for any other message. */
export function readEphemeralId(message: object): number | undefined {
  const read = ephemeralSchema.safeParse(message);
  return read.success ? read.data.ephemeral_message_id : undefined;
}
