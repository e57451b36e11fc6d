import type { Telegram } from 'telegraf';
import type { InlineKeyboardMarkup } from 'telegraf/types';
import { z } from 'zod';
import { fileBytes } from '../../../src/message/files.ts';
import type { MessageFile } from '../../../src/message/message.ts';
import { truncate } from '../../../src/message/text/truncate.ts';
import { TelegramClient } from '../api/client.ts';
import { parseApiResponse } from '../api/request.ts';
import type { SendTarget } from '../api/send-target.ts';
import type { TelegramButton } from '../write/keyboard.ts';
import type { TelegramMessage } from '../write/message.ts';
import { editToRich, isUnchanged, sendRich } from './rich-message.ts';

export interface SendOptions {
  replyTo?: number;
  /** Makes the client open a reply to this message. */
  forceReply?: { placeholder: string };
  /** Makes the client open a reply to this message beside its buttons. Bot API 10.3; older servers ignore it. */
  opensReply?: boolean;
  /** Offers the client's own list of people; only in private chats. */
  requestUser?: { button: string };
}

/** Id of the request for a person; only one is open at a time. Source: Bot API, KeyboardButtonRequestUsers. */
const personRequestId = 1;

/** Timeout of an upload, in milliseconds. */
const uploadTimeoutMs = 60_000;

/** Characters of a field's placeholder. Source: Bot API, "ForceReply". */
const maxPlaceholderLength = 64;

/** Asks for the people's names too, which telegraf's types lack. */
const peopleKeyboard = (text: string) => ({
  keyboard: [
    [
      {
        text,
        request_users: {
          request_id: personRequestId,
          user_is_bot: false,
          max_quantity: 1,
          request_name: true,
          request_username: true,
        },
      },
    ],
  ],
  resize_keyboard: true,
  one_time_keyboard: true,
});

function markupOf(
  { keyboard }: TelegramMessage,
  { forceReply, opensReply = false, requestUser }: SendOptions,
) {
  if (forceReply) {
    return {
      reply_markup: {
        force_reply: true as const,
        selective: true,
        input_field_placeholder: truncate(forceReply.placeholder, maxPlaceholderLength),
      },
    };
  }
  if (requestUser) return { reply_markup: peopleKeyboard(requestUser.button) };
  const reply = opensReply ? { force_reply: true as const } : {};
  return keyboard.length > 0 ? { reply_markup: { ...inlineKeyboard(keyboard), ...reply } } : {};
}

/** telegraf's types end at Bot API 7.1, and it passes the buttons of later versions on unchanged. */
const inlineKeyboard = (keyboard: readonly TelegramButton[][]): InlineKeyboardMarkup => ({
  inline_keyboard: keyboard as InlineKeyboardMarkup['inline_keyboard'],
});

/** Sends one part. @returns the message's id */
export async function sendTelegramMessage(
  telegram: Telegram,
  target: SendTarget,
  part: TelegramMessage,
  sendOptions: SendOptions = {},
): Promise<number> {
  const { replyTo } = sendOptions;
  const options = {
    ...(target.threadId === '' ? {} : { message_thread_id: Number(target.threadId) }),
    ...(replyTo === undefined
      ? {}
      : { reply_parameters: { message_id: replyTo, allow_sending_without_reply: true } }),
    ...markupOf(part, sendOptions),
  };
  if (part.file) {
    const { as, content } = part.file;
    return upload(telegram, as === 'photo' ? 'sendPhoto' : 'sendDocument', as, content, {
      chat_id: target.platformId,
      ...(part.text === '' ? {} : { caption: part.text, parse_mode: 'HTML' }),
      ...options,
    });
  }
  const { reply_markup: _plainKeyboard, ...place } = options;
  const rich = await sendRich(telegram, part, { chat_id: target.platformId, ...place });
  if (rich !== undefined) return rich;
  const sent = await telegram.sendMessage(target.platformId, part.text, {
    parse_mode: 'HTML',
    link_preview_options: { is_disabled: true },
    ...options,
  });
  return sent.message_id;
}

/** Result of methods that send. */
const sentSchema = z.object({ message_id: z.number() });

/**
 * Sends a request with a file in the field `field`. @returns the message's id
 * telegraf's own uploads never end on Node 26 (its multipart stream stalls), so files go by `fetch`.
 */
async function upload(
  telegram: Telegram,
  method: string,
  field: string,
  file: MessageFile,
  params: Readonly<Record<string, unknown>>,
): Promise<number> {
  const {
    token,
    options: { apiRoot },
  } = telegram;
  const client = telegram instanceof TelegramClient ? telegram : undefined;
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...params, ...client?.extraParams(method) })) {
    form.set(name, typeof value === 'string' ? value : JSON.stringify(value));
  }
  const blob = new Blob([new Uint8Array(fileBytes(file))], { type: file.contentType });
  form.set(field, blob, file.name);
  const request = async () => {
    const response = await fetch(`${apiRoot}/bot${token}/${method}`, {
      method: 'POST',
      body: form,
      signal: AbortSignal.timeout(uploadTimeoutMs),
    });
    const { status } = response;
    return sentSchema.parse(parseApiResponse({ status, text: await response.text() })).message_id;
  };
  return client ? client.withRetry(method, request) : request();
}

/** A message with a file can get another file and caption, but cannot become a text. */
const hasNoText = (error: unknown) =>
  error instanceof Error && /there is no text in the message to edit/i.test(error.message);

async function replaceContent(
  telegram: Telegram,
  platformId: string,
  messageId: number,
  part: TelegramMessage,
): Promise<void> {
  const reply_markup = inlineKeyboard(part.keyboard);
  if (!part.file) {
    const ids = { chat_id: platformId, message_id: messageId };
    if (await editToRich(telegram, part, ids)) return;
    await telegram.editMessageText(platformId, messageId, undefined, part.text, {
      parse_mode: 'HTML',
      link_preview_options: { is_disabled: true },
      reply_markup,
    });
    return;
  }
  const { as, content } = part.file;
  await upload(telegram, 'editMessageMedia', 'file', content, {
    chat_id: platformId,
    message_id: messageId,
    media: {
      type: as,
      media: 'attach://file',
      ...(part.text === '' ? {} : { caption: part.text, parse_mode: 'HTML' }),
    },
    reply_markup,
  });
}

/**
 * Replaces a message of the bot; unchanged content counts as success. A text can become a file, but not the reverse:
 * then the content is sent as a new message and the old one is deleted.
 * @returns the id of the message that has the content now
 */
export async function editTelegramMessage(
  telegram: Telegram,
  target: SendTarget,
  messageId: number,
  part: TelegramMessage,
): Promise<number> {
  try {
    await replaceContent(telegram, target.platformId, messageId, part);
    return messageId;
  } catch (error) {
    if (isUnchanged(error)) return messageId;
    if (part.file || !hasNoText(error)) throw error;
  }
  const id = await sendTelegramMessage(telegram, target, part);
  // A message older than two days cannot be deleted: remove its buttons, which would still work.
  await telegram
    .deleteMessage(target.platformId, messageId)
    .catch(() =>
      telegram.editMessageReplyMarkup(target.platformId, messageId, undefined, {
        inline_keyboard: [],
      }),
    )
    .catch(() => undefined);
  return id;
}
