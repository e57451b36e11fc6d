import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { TelegramError } from 'telegraf';
import type { PictureSource, UploadedPicture } from '../../../src/pictures/pictures.ts';
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

const extensionOf = (contentType: string): string => contentType.replace(/^image\//, '');

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
  const reported = new Set<string>();

  function remember(hash: string, upload: UploadedPicture): void {
    known.set(hash, upload);
    const [oldest] = known.keys();
    if (known.size > maxKnown && oldest !== undefined) known.delete(oldest);
  }

  /** @throws UploadPendingError */
  async function waitForUpload(hash: string): Promise<void> {
    const until = performance.now() + maxWaitMs;
    for (let pending = uploading.get(hash); pending; pending = uploading.get(hash)) {
      const over = new AbortController();
      const isDone = await Promise.race([
        pending.then(
          () => true,
          () => true,
        ),
        sleep(Math.max(0, until - performance.now()), false, { signal: over.signal }).catch(
          () => false,
        ),
      ]);
      over.abort();
      if (!isDone) throw new UploadPendingError(`picture ${hash} is being uploaded`);
      if (known.has(hash)) return;
    }
  }

  function reportMissing(hash: string): void {
    if (reported.has(hash)) return;
    reported.add(hash);
    log.warn(
      { event: 'telegram.picture_missing', hash },
      'a picture is not stored any more; messages are sent without it',
    );
  }

  async function upload(
    hash: string,
    request: (media: PictureMedia) => Promise<SentFile>,
  ): Promise<SentFile | undefined> {
    const picture = await source.load(hash);
    if (!picture) {
      reportMissing(hash);
      return undefined;
    }
    const { contentType, bytes } = picture;
    const name = `picture.${extensionOf(contentType)}`;
    const sent = await request({ as: kindOf(contentType), name, contentType, bytes });
    const fileId = fileIdOf(sent);
    if (fileId !== undefined) {
      remember(hash, { fileId, contentType });
      // It has been sent: without the record, another process uploads it once more.
      await source.recordUpload(hash, botId, fileId).catch(() => undefined);
    }
    return sent;
  }

  return {
    async send(hash, request) {
      await waitForUpload(hash);
      let uploaded = known.get(hash);
      if (!uploaded) {
        // Set before anything is awaited, so that there is one upload at a time.
        const finding = source.findUpload(hash, botId);
        const { promise, resolve } = Promise.withResolvers<void>();
        uploading.set(hash, promise);
        try {
          uploaded = await finding;
          if (!uploaded) return await upload(hash, request);
          remember(hash, uploaded);
        } finally {
          uploading.delete(hash);
          resolve();
        }
      }
      try {
        return await request({ as: kindOf(uploaded.contentType), fileId: uploaded.fileId });
      } catch (error) {
        if (!isUnknownFile(error)) throw error;
      }
      known.delete(hash);
      await source.forgetUpload(hash, botId);
      return upload(hash, request);
    },
  };
}
