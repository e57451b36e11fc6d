import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { TelegramError } from 'telegraf';
import type { PictureSource, UploadedPicture } from '../../../src/pictures/pictures.ts';
import { createPictureLoader, extensionOf } from '../../shared/load-picture.ts';
import {
  type PictureMedia,
  type PictureUploads,
  UploadPendingError,
} from '../api/picture-uploads.ts';
import { fileIdOf, type SentFile } from '../api/sent-file.ts';

/** File ids that are kept in memory. */
const maxKnown = 50;

/** How long a request waits for the upload by another, in milliseconds: a delivery's attempt may take 25 s. */
const maxWaitMs = 8_000;

/** Source: observed answers. */
const isUnknownFile = (error: unknown): boolean =>
  error instanceof TelegramError &&
  error.code === 400 &&
  /wrong (?:remote )?file|file reference|FILE_REFERENCE|temporarily unavailable/i.test(
    error.description,
  );

const kindOf = (contentType: string): 'photo' | 'document' =>
  contentType === 'image/gif' ? 'document' : 'photo';

/** Whether an upload by another request ends, in whichever way, before `until` (by `performance.now()`). */
async function endsInTime(upload: Promise<unknown>, until: number): Promise<boolean> {
  const over = new AbortController();
  const { signal } = over;
  const isOver = sleep(Math.max(0, until - performance.now()), false, { signal });
  const isDone = await Promise.race([upload.then(() => true), isOver.catch(() => false)]);
  over.abort();
  return isDone;
}

export interface PictureUploadsOptions {
  source: PictureSource;
  /** The bot's platform id. */
  botId: string;
  log: Pick<Logger, 'warn'>;
}

/** The pictures that a bot has uploaded, or will. */
export function createPictureUploads({
  source,
  botId,
  log,
}: PictureUploadsOptions): PictureUploads {
  const known = new Map<string, UploadedPicture>();
  const uploading = new Map<string, Promise<unknown>>();
  const load = createPictureLoader(source, 'telegram.picture_missing', log);

  function remember(hash: string, upload: UploadedPicture): void {
    known.set(hash, upload);
    const [oldest] = known.keys();
    if (known.size > maxKnown && oldest !== undefined) known.delete(oldest);
  }

  async function upload(
    hash: string,
    request: (media: PictureMedia) => Promise<SentFile>,
  ): Promise<SentFile | undefined> {
    const picture = await load(hash);
    if (!picture) return undefined;
    const { contentType, bytes } = picture;
    const name = `picture.${extensionOf(picture)}`;
    const sent = await request({ as: kindOf(contentType), name, contentType, bytes });
    const fileId = fileIdOf(sent);
    if (fileId !== undefined) {
      remember(hash, { fileId, contentType });
      // It has been sent: without the record, another process uploads it once more.
      await source.recordUpload(hash, botId, fileId).catch(() => undefined);
    }
    return sent;
  }

  /** What was uploaded before, unless it is what Telegram does not know any more. */
  async function find(hash: string, staleId?: string): Promise<UploadedPicture | undefined> {
    const found = await source.findUpload(hash, botId);
    if (found === undefined || found.fileId !== staleId) return found;
    await source.forgetUpload(hash, botId);
    return undefined;
  }

  async function send(
    hash: string,
    request: (media: PictureMedia) => Promise<SentFile>,
    staleId?: string,
  ): Promise<SentFile | undefined> {
    if (known.get(hash)?.fileId === staleId) known.delete(hash);
    const until = performance.now() + maxWaitMs;
    for (let other = uploading.get(hash); other; other = uploading.get(hash)) {
      if (!(await endsInTime(other, until)))
        throw new UploadPendingError(`picture ${hash} is being uploaded`);
      if (known.has(hash)) break;
    }
    let uploaded = known.get(hash);
    if (!uploaded) {
      // Nothing is awaited since nobody else was uploading, so that there is one upload at a time.
      const { promise, resolve } = Promise.withResolvers<void>();
      uploading.set(hash, promise);
      try {
        uploaded = await find(hash, staleId);
        if (!uploaded) return await upload(hash, request);
        remember(hash, uploaded);
      } finally {
        uploading.delete(hash);
        resolve();
      }
    }
    const { contentType, fileId } = uploaded;
    try {
      return await request({ as: kindOf(contentType), fileId });
    } catch (error) {
      if (staleId !== undefined || !isUnknownFile(error)) throw error;
    }
    return send(hash, request, fileId);
  }

  return { send: (hash, request) => send(hash, request) };
}
