import { type Telegram, TelegramError } from 'telegraf';
import type { ShownPicture } from '../../../src/message/message.ts';
import { TelegramClient } from '../api/client.ts';
import type { captionOf, inlineKeyboard } from '../api/request-parts.ts';
import { parseSentFile } from '../api/sent-file.ts';
import { uploadFile } from '../api/upload.ts';

/**
 * The chat takes no pictures, or Telegram not this one: the words are what matters. Source: observed answers, such as
 * "not enough rights to send photos to the chat" and IMAGE_PROCESS_FAILED.
 */
const isPictureRefused = (error: unknown): boolean =>
  error instanceof TelegramError &&
  error.code === 400 &&
  /photo|image|media|document|file|caption is too long/i.test(error.description) &&
  !/not modified/i.test(error.description);

/** @returns undefined when there is no picture, or it is refused */
async function unlessRefused<Value>(work: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await work();
  } catch (error) {
    if (isPictureRefused(error)) return undefined;
    throw error;
  }
}

/** Sends a picture with a caption. @returns the message's id; undefined when the words are to be sent without it */
export async function sendPicture(
  telegram: Telegram,
  { hash }: ShownPicture,
  params: Readonly<Record<string, unknown>> & { chat_id: string },
): Promise<number | undefined> {
  if (!(telegram instanceof TelegramClient)) return undefined;
  const sent = await unlessRefused(() =>
    telegram.pictures.send(hash, async (media) => {
      const method = media.as === 'photo' ? 'sendPhoto' : 'sendDocument';
      if (!('fileId' in media)) return uploadFile(telegram, method, media.as, media, params);
      const { fileId } = media;
      return parseSentFile(
        media.as === 'photo'
          ? await telegram.call('sendPhoto', { ...params, photo: fileId })
          : await telegram.call('sendDocument', { ...params, document: fileId }),
      );
    }),
  );
  return sent?.message_id;
}

/** Where a message is, and its new keyboard. */
export interface EditedPlace {
  chat_id: string;
  message_id: number;
  reply_markup: ReturnType<typeof inlineKeyboard>;
}

/** Gives a message another picture and caption. @returns whether it has them now */
export async function editToPicture(
  telegram: Telegram,
  { hash }: ShownPicture,
  place: EditedPlace,
  caption: ReturnType<typeof captionOf>,
): Promise<boolean> {
  if (!(telegram instanceof TelegramClient)) return false;
  const edited = await unlessRefused(() =>
    telegram.pictures.send(hash, async (media) => {
      const { as: type } = media;
      if ('fileId' in media) {
        const params = { ...place, media: { type, media: media.fileId, ...caption } };
        return parseSentFile(await telegram.call('editMessageMedia', params));
      }
      const params = { ...place, media: { type, media: 'attach://file', ...caption } };
      return uploadFile(telegram, 'editMessageMedia', 'file', media, params);
    }),
  );
  return edited !== undefined;
}
