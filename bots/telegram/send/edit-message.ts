import type { Telegram } from 'telegraf';
import { fileBytes } from '../../../src/message/files.ts';
import { captionOf, inlineKeyboard } from '../api/request-parts.ts';
import { editToRich, isUnchanged } from '../api/rich-message.ts';
import type { SendTarget } from '../api/send-target.ts';
import { uploadFile } from '../api/upload.ts';
import { messageFullness } from '../write/html.ts';
import { missingPart, type TelegramMessage, telegramMessageLimits } from '../write/message.ts';
import { type EditedPlace, editToPicture } from './picture-requests.ts';
import { sendTelegramMessage } from './send-message.ts';

/** A message with a file can get another file and caption, but cannot become a text. */
const hasNoText = (error: unknown) =>
  error instanceof Error && /there is no text in the message to edit/i.test(error.message);

/** A grey bar of 512 by 32 pixels as PNG, shown where a picture was. */
const greyBar = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAgAAAAAgAQMAAABehVKmAAAAA1BMVEWaoKbGTLrIAAAAGElEQVR42mNgGAWjYBSMglEwCkbBKEAFAAggAAFO0dv3AAAAAElFTkSuQmCC',
  'base64',
);

const placeOf = (
  { platformId }: SendTarget,
  messageId: number,
  { keyboard }: TelegramMessage,
): EditedPlace => ({
  chat_id: platformId,
  message_id: messageId,
  reply_markup: inlineKeyboard(keyboard),
});

async function replaceText(
  telegram: Telegram,
  { chat_id, message_id, reply_markup }: EditedPlace,
  part: TelegramMessage,
): Promise<void> {
  if (await editToRich(telegram, part, { chat_id, message_id })) return;
  const { text } = part;
  await telegram.editMessageText(chat_id, message_id, undefined, text, {
    parse_mode: 'HTML',
    link_preview_options: { is_disabled: true },
    reply_markup,
  });
}

async function replaceContent(
  telegram: Telegram,
  place: EditedPlace,
  part: TelegramMessage,
): Promise<void> {
  const { file, picture } = part;
  if (file) {
    const { name, contentType } = file.content;
    const media = { type: file.as, media: 'attach://file', ...captionOf(part) };
    const bytes = fileBytes(file.content);
    await uploadFile(
      ...([telegram, 'editMessageMedia', 'file', { name, contentType, bytes }] as const),
      { ...place, media },
    );
  } else if (!picture || !(await editToPicture(telegram, picture, place, captionOf(part)))) {
    await replaceText(telegram, place, part);
  }
}

/** Shows words instead of a message's file, in its place. */
async function replaceWithBar(
  telegram: Telegram,
  place: EditedPlace,
  part: TelegramMessage,
): Promise<void> {
  const file = { name: 'bar.png', contentType: 'image/png', bytes: greyBar };
  const media = { type: 'photo', media: 'attach://file', ...captionOf(part) };
  await uploadFile(telegram, 'editMessageMedia', 'file', file, { ...place, media });
}

export interface EditOptions {
  /** Words that replace a file become the caption of a grey bar, rather than a new message, if they fit. */
  keepsPlace?: boolean;
}

/**
 * Replaces a message of the bot; unchanged content counts as success. A text can become a file, but not the reverse:
 * then the content is sent as a new message and the old one is deleted, or shows nothing any more.
 * @returns the id of the message that has the content now
 */
export async function editTelegramMessage(
  telegram: Telegram,
  target: SendTarget,
  messageId: number,
  part: TelegramMessage,
  { keepsPlace = false }: EditOptions = {},
): Promise<number> {
  const place = placeOf(target, messageId, part);
  try {
    await replaceContent(telegram, place, part);
    return messageId;
  } catch (error) {
    if (isUnchanged(error)) return messageId;
    if (part.file || !hasNoText(error)) throw error;
  }
  if (keepsPlace && messageFullness(part.text, telegramMessageLimits.caption) <= 1) {
    await replaceWithBar(telegram, place, part);
    return messageId;
  }
  const id = await sendTelegramMessage(telegram, target, part);
  // A message older than two days cannot be deleted: its buttons would still work, and a published file be believed.
  const empty = placeOf(target, messageId, missingPart);
  const { chat_id, reply_markup } = empty;
  await telegram
    .deleteMessage(chat_id, messageId)
    .catch(async () => {
      if (keepsPlace) await replaceWithBar(telegram, empty, missingPart);
      else await telegram.editMessageReplyMarkup(chat_id, messageId, undefined, reply_markup);
    })
    .catch(() => undefined);
  return id;
}
