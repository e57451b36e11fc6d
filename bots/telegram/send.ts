import { type Telegram, TelegramError } from 'telegraf';
import { z } from 'zod';
import type { Target } from '../../src/delivery/publisher.ts';
import type { MessageFile } from '../../src/message/message.ts';
import type { TelegramButton, TelegramPart } from './write.ts';

/** Where something is sent: a chat, or a topic in it. */
export type Here = Pick<Target, 'platformId' | 'threadId'>;

export interface SendOptions {
  replyTo?: number;
  /** Asks the client to open an answer to this message. */
  forceReply?: { placeholder: string };
  /** Offers the client's own list of people, in private chats. */
  requestUser?: { button: string };
}

/** The number of our request for a person: there is one at a time. Source: Bot API, KeyboardButtonRequestUsers. */
const personRequest = 1;

const bytesOf = (file: MessageFile): Buffer =>
  Buffer.from(file.content, file.base64 ? 'base64' : 'utf8');

const keyboardOf = (keyboard: TelegramButton[][]) => ({ inline_keyboard: keyboard });

/** telegraf's types know this button without the people's names, which Telegram tells when it is asked to. */
const peopleKeyboard = (text: string) => ({
  keyboard: [
    [
      {
        text,
        request_users: {
          request_id: personRequest,
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

/** Sends one part and its files; returns the id of the text message. */
export async function sendPart(
  telegram: Telegram,
  target: Here,
  part: TelegramPart,
  { replyTo, forceReply, requestUser }: SendOptions = {},
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
    : requestUser
      ? { reply_markup: peopleKeyboard(requestUser.button) }
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
  for (const file of part.files) await sendFile(telegram, target.platformId, file, thread);
  return sent.message_id;
}

const answerSchema = z.union([
  z.object({ ok: z.literal(true) }),
  z.object({
    ok: z.literal(false),
    error_code: z.number(),
    description: z.string(),
    parameters: z.object({ retry_after: z.number().optional() }).optional(),
  }),
]);

/** telegraf's own uploads never end on Node 26 (its multipart stream stalls), so files go by `fetch`. */
async function sendFile(
  { token, options: { apiRoot } }: Telegram,
  platformId: string,
  file: MessageFile,
  thread: { message_thread_id?: number },
): Promise<void> {
  const form = new FormData();
  form.set('chat_id', platformId);
  if (thread.message_thread_id !== undefined) {
    form.set('message_thread_id', String(thread.message_thread_id));
  }
  form.set(
    'document',
    new Blob([new Uint8Array(bytesOf(file))], { type: file.contentType }),
    file.name,
  );
  const response = await fetch(`${apiRoot}/bot${token}/sendDocument`, {
    method: 'POST',
    body: form,
  });
  const answer = answerSchema.parse(await response.json());
  if (!answer.ok) throw new TelegramError(answer);
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
