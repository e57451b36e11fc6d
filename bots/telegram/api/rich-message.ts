import { type Telegram, TelegramError } from 'telegraf';
import { z } from 'zod';
import type { TelegramMessage } from '../write/message.ts';
import { type MethodArguments, TelegramClient } from './client.ts';

const sentSchema = z.object({ message_id: z.number() });

/** Whether the server refused what it was given, or does not know the method: then the plain form may be accepted. */
const isRefusal = (error: unknown): error is TelegramError =>
  error instanceof TelegramError && (error.code === 400 || error.code === 404);

export const isUnchanged = (error: unknown): boolean =>
  error instanceof Error && /message is not modified/i.test(error.message);

/** The parameters of the form with tables. What people wrote in it becomes neither mention nor link. */
const richParams = ({ html, keyboard }: NonNullable<TelegramMessage['rich']>) => ({
  rich_message: { html, skip_entity_detection: true },
  ...(keyboard.length > 0 ? { reply_markup: { inline_keyboard: keyboard } } : {}),
});

/** @returns undefined when it is refused */
async function unlessRefused<Value>(
  client: TelegramClient,
  work: () => Promise<Value>,
): Promise<Value | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!isRefusal(error) || isUnchanged(error)) throw error;
    client.onRichRefused(error);
    return undefined;
  }
}

/**
 * Sends the form with tables.
 * @returns the message's id; undefined when there is no such form or it is refused, and nothing was sent
 */
export async function sendRich(
  telegram: Telegram,
  { rich }: TelegramMessage,
  options: Omit<MethodArguments<'sendRichMessage'>, 'rich_message'>,
): Promise<number | undefined> {
  if (!rich || !(telegram instanceof TelegramClient)) return undefined;
  return unlessRefused(telegram, async () => {
    const sent = await telegram.call('sendRichMessage', { ...options, ...richParams(rich) });
    return sentSchema.parse(sent).message_id;
  });
}

/**
 * Replaces a message by the form with tables.
 * @returns whether it did; if not, there is no such form or it is refused
 */
export async function editToRich(
  telegram: Telegram,
  { rich }: TelegramMessage,
  ids: { chat_id: string; message_id: number },
): Promise<boolean> {
  if (!rich || !(telegram instanceof TelegramClient)) return false;
  const isDone = await unlessRefused(telegram, async () => {
    await telegram.call('editMessageText', { ...ids, ...richParams(rich) });
    return true;
  });
  return isDone === true;
}

/** The same for an ephemeral message, whose edits take rich messages since Bot API 10.3. */
export async function editEphemeralToRich(
  client: TelegramClient,
  { rich }: TelegramMessage,
  ids: { chat_id: string; receiver_user_id: number; ephemeral_message_id: number },
): Promise<boolean> {
  if (!rich) return false;
  const isDone = await unlessRefused(client, async () => {
    await client.call('editEphemeralMessageText', { ...ids, ...richParams(rich) });
    return true;
  });
  return isDone === true;
}
