import { z } from 'zod';
import { truncate } from '../../../src/message/text/truncate.ts';
import type { MethodArguments, TelegramClient } from '../api/client.ts';
import type { EphemeralHandle } from '../api/message-handle.ts';
import { editEphemeralToRich, isUnchanged } from '../api/rich-message.ts';
import type { SendTarget } from '../api/send-target.ts';
import { messageFullness } from '../write/html.ts';
import type { TelegramButton } from '../write/keyboard.ts';
import type { TelegramMessage } from '../write/message.ts';
import type { EphemeralWay } from './trigger.ts';

/**
 * Characters that an edit of an ephemeral message takes. The documentation says 4,096; longer ones are refused with
 * MEDIA_CAPTION_TOO_LONG. Source: tdlib/telegram-bot-api#881.
 */
const maxEditLength = 1_024;

/** Whether a message can be shown by editing an ephemeral one. */
export const fitsEphemeral = ({ text, file, picture }: TelegramMessage): boolean =>
  file === undefined && picture === undefined && messageFullness(text, maxEditLength) <= 1;

/** An ephemeral message has the id 0 and one of its own. Source: Bot API, Message. */
const openedSchema = z.object({
  message_id: z.number().optional(),
  ephemeral_message_id: z.number().int().positive().optional(),
});

/** What became of an opening: `published` with the id of an ordinary message, which everybody saw. */
export type Opening = { handle: EphemeralHandle } | { published: number | undefined };

export interface OpeningText {
  /** Says nothing that others must not read: an older server shows it to everyone. */
  text: string;
  /** Opens the reply field; cannot be changed later. */
  forceReply?: boolean;
}

/** A button for the opening of a question: without buttons, an edit could not keep the reply field. */
const openingKeyboard: TelegramButton[][] = [[{ text: '…', callback_data: 'wait' }]];

/**
 * Opens an ephemeral message. It carries nothing private: a server older than Bot API 10.3 ignores the parameter and
 * publishes it. What is private follows by {@link editEphemeral}, which such servers do not have.
 * @throws TelegramError when it is refused, DeadlineError when it could not be sent in time
 */
export async function openEphemeral(
  telegram: TelegramClient,
  target: SendTarget,
  receiver: number,
  { withinMs, queryId, replyTo }: EphemeralWay,
  { text, forceReply = false }: OpeningText,
): Promise<Opening> {
  const params: MethodArguments<'sendMessage'> = {
    chat_id: target.platformId,
    text: truncate(text, maxEditLength),
    ephemeral_message_parameters: {
      receiver_user_id: receiver,
      ...(queryId === undefined ? {} : { callback_query_id: queryId }),
    },
    ...(target.threadId === '' ? {} : { message_thread_id: Number(target.threadId) }),
    ...(replyTo === undefined ? {} : { reply_parameters: { ephemeral_message_id: replyTo } }),
    ...(forceReply
      ? { reply_markup: { inline_keyboard: openingKeyboard, force_reply: true } }
      : {}),
  };
  const sent = openedSchema.safeParse(await telegram.call('sendMessage', params, withinMs));
  const { ephemeral_message_id: ephemeral, message_id: message } = sent.data ?? {};
  return ephemeral === undefined || (message ?? 0) !== 0
    ? { published: message }
    : { handle: { ephemeral, receiver } };
}

const idsOf = ({ platformId }: SendTarget, { ephemeral, receiver }: EphemeralHandle) => ({
  chat_id: platformId,
  receiver_user_id: receiver,
  ephemeral_message_id: ephemeral,
});

/**
 * Replaces the content of an ephemeral message; unchanged content counts as success. It needs no window of time.
 * @throws TelegramError when it is refused, as when the message is gone
 */
export async function editEphemeral(
  telegram: TelegramClient,
  target: SendTarget,
  handle: EphemeralHandle,
  part: TelegramMessage,
): Promise<void> {
  const ids = idsOf(target, handle);
  if (await editEphemeralToRich(telegram, part, ids)) return;
  const { text, keyboard } = part;
  const params: MethodArguments<'editEphemeralMessageText'> = {
    ...ids,
    text,
    parse_mode: 'HTML',
    link_preview_options: { is_disabled: true },
    reply_markup: { inline_keyboard: keyboard },
  };
  try {
    await telegram.call('editEphemeralMessageText', params);
  } catch (error) {
    if (!isUnchanged(error)) throw error;
  }
}

/** Removes an ephemeral message; failures are ignored, since it may be gone already. */
export async function deleteEphemeral(
  telegram: TelegramClient,
  target: SendTarget,
  handle: EphemeralHandle,
): Promise<void> {
  await telegram.call('deleteEphemeralMessage', idsOf(target, handle)).catch(() => undefined);
}
