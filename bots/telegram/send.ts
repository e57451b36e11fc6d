import { Input, type Telegram } from 'telegraf';
import type { Target } from '../../src/delivery/publisher.ts';
import type { MessageFile } from '../../src/message/message.ts';
import type { TelegramButton, TelegramPart } from './write.ts';

export interface SendOptions {
  replyTo?: number;
  /** Asks the client to open an answer to this message. */
  forceReply?: { placeholder: string };
}

const bytesOf = (file: MessageFile): Buffer =>
  Buffer.from(file.content, file.base64 ? 'base64' : 'utf8');

export const keyboardOf = (keyboard: TelegramButton[][]) => ({ inline_keyboard: keyboard });

/** Sends one part and its files; returns the id of the text message. */
export async function sendPart(
  telegram: Telegram,
  target: Pick<Target, 'platformId' | 'threadId'>,
  part: TelegramPart,
  { replyTo, forceReply }: SendOptions = {},
): Promise<number> {
  const thread = target.threadId === '' ? {} : { message_thread_id: Number(target.threadId) };
  const markup = forceReply
    ? {
        reply_markup: {
          force_reply: true as const,
          selective: true,
          input_field_placeholder: forceReply.placeholder.slice(0, 64),
        },
      }
    : part.keyboard.length > 0
      ? { reply_markup: keyboardOf(part.keyboard) }
      : {};
  const sent = await telegram.sendMessage(target.platformId, part.text, {
    parse_mode: 'HTML',
    link_preview_options: { is_disabled: true },
    ...thread,
    ...(replyTo === undefined
      ? {}
      : { reply_parameters: { message_id: replyTo, allow_sending_without_reply: true } }),
    ...markup,
  });
  for (const file of part.files) {
    await telegram.sendDocument(
      target.platformId,
      Input.fromBuffer(bytesOf(file), file.name),
      thread,
    );
  }
  return sent.message_id;
}

const isUnchanged = (error: unknown): boolean =>
  error instanceof Error && /message is not modified/i.test(error.message);

/** Replaces a message of ours; the same text again counts as done. */
export async function editPart(
  telegram: Telegram,
  platformId: string,
  messageId: number,
  part: TelegramPart,
): Promise<void> {
  try {
    await telegram.editMessageText(platformId, messageId, undefined, part.text, {
      parse_mode: 'HTML',
      link_preview_options: { is_disabled: true },
      reply_markup: keyboardOf(part.keyboard),
    });
  } catch (error) {
    if (!isUnchanged(error)) throw error;
  }
}
