import type { Telegram } from 'telegraf';
import { fileBytes } from '../../../src/message/files.ts';
import { truncate } from '../../../src/message/text/truncate.ts';
import { captionOf, inlineKeyboard } from '../api/request-parts.ts';
import { sendRich } from '../api/rich-message.ts';
import type { SendTarget } from '../api/send-target.ts';
import { uploadFile } from '../api/upload.ts';
import type { TelegramMessage } from '../write/message.ts';
import { sendPicture } from './picture-requests.ts';

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

/** Sends one part; as text alone when its picture cannot be sent. @returns the message's id */
export async function sendTelegramMessage(
  telegram: Telegram,
  target: SendTarget,
  part: TelegramMessage,
  sendOptions: SendOptions = {},
): Promise<number> {
  const { replyTo } = sendOptions;
  const place = {
    ...(target.threadId === '' ? {} : { message_thread_id: Number(target.threadId) }),
    ...(replyTo === undefined
      ? {}
      : { reply_parameters: { message_id: replyTo, allow_sending_without_reply: true } }),
  };
  const markup = markupOf(part, sendOptions);
  const common = { chat_id: target.platformId, ...place, ...markup };
  if (part.file) {
    const { as, content } = part.file;
    const { name, contentType } = content;
    const file = { name, contentType, bytes: fileBytes(content) };
    const params = { ...captionOf(part), ...common };
    const method = as === 'photo' ? 'sendPhoto' : 'sendDocument';
    return (await uploadFile(telegram, method, as, file, params)).message_id;
  }
  if (part.picture) {
    const id = await sendPicture(telegram, part.picture, { ...captionOf(part), ...common });
    if (id !== undefined) return id;
  }
  const rich = await sendRich(telegram, part, { chat_id: target.platformId, ...place });
  if (rich !== undefined) return rich;
  const sent = await telegram.sendMessage(target.platformId, part.text, {
    parse_mode: 'HTML',
    link_preview_options: { is_disabled: true },
    ...place,
    ...markup,
  });
  return sent.message_id;
}
