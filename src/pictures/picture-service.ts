import type { Logger } from 'pino';
import type { PrismaClient } from '../database/generated/client.ts';
import type { FileReference } from '../kit/define/raw-value.ts';
import { UserError } from '../kit/define/user-error.ts';
import type { Platform } from '../platform.ts';
import { pictureError, pictureErrors } from './picture-errors.ts';
import { hasSaneSize, pictureLimits, readPictureFormat } from './picture-format.ts';
import { createPictureSource, storePicture } from './picture-store.ts';
import type { FileContent, Pictures } from './pictures.ts';

export interface PictureServiceOptions {
  db: PrismaClient;
  /** Fetches a file from the platform that delivered it. @param maxBytes more are not read */
  fetchFile(platform: Platform, file: FileReference, maxBytes: number): Promise<FileContent>;
  log: Pick<Logger, 'info'>;
  /** Milliseconds since the epoch. */
  now(): number;
}

/** The pictures that people send, stored in the database, so that every bot in every process can send them. */
export function createPictures({ db, fetchFile, log, now }: PictureServiceOptions): Pictures {
  return {
    ...createPictureSource(db),
    async save(platform, file) {
      const content = await fetchFile(platform, file, pictureLimits.bytes);
      if (content === 'tooBig') throw pictureError(pictureErrors.tooBig);
      if (content === 'unavailable')
        throw new UserError('pictures.errors.unavailable', {}, ['picture']);
      const format = readPictureFormat(content);
      if (!format) throw pictureError(pictureErrors.format);
      const { contentType, width, height } = format;
      if (!hasSaneSize(format))
        throw new UserError('pictures.errors.size', { width, height }, ['picture']);
      const hash = await storePicture(db, content, format, new Date(now()));
      log.info(
        { event: 'pictures.stored', platform, hash, contentType, bytes: content.length },
        'a picture was stored',
      );
      return hash;
    },
    has: async (hash) => (await db.picture.count({ where: { hash } })) > 0,
  };
}
