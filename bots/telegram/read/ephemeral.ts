import { z } from 'zod';
import type { Actor } from '../../../src/kit/adapter/actor.ts';
import type { MessageHandle } from '../api/message-handle.ts';

/** telegraf's types have no ephemeral messages. Source: Bot API, Message. */
const ephemeralSchema = z.object({ ephemeral_message_id: z.number().int().positive() });

/** The id of an ephemeral message, whose `message_id` is 0; undefined for any other message. */
export function readEphemeralId(message: object): number | undefined {
  const read = ephemeralSchema.safeParse(message);
  return read.success ? read.data.ephemeral_message_id : undefined;
}

/** A message of the bot that a person replied to, or whose button they pressed. */
export function handleOf(message: { message_id: number }, { user }: Actor): MessageHandle {
  const ephemeral = readEphemeralId(message);
  return ephemeral === undefined
    ? { message: message.message_id }
    : { ephemeral, receiver: Number(user.platformId) };
}
