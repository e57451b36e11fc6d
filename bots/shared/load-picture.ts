import type { Logger } from 'pino';
import type { PictureSource, StoredPicture } from '../../src/pictures/pictures.ts';
import type { Platform } from '../../src/platform.ts';

/** The ending of a picture's file name. */
export const extensionOf = ({ contentType }: Pick<StoredPicture, 'contentType'>): string =>
  contentType.replace(/^image\//, '');

/** Loads stored pictures, and logs once of each that is missing. */
export function createPictureLoader(
  source: Pick<PictureSource, 'load'>,
  event: `${Platform}.picture_missing`,
  log: Pick<Logger, 'warn'>,
): PictureSource['load'] {
  const reported = new Set<string>();
  return async (hash) => {
    const picture = await source.load(hash);
    if (!picture && !reported.has(hash)) {
      reported.add(hash);
      log.warn({ event, hash }, 'a picture is not stored any more; messages are sent without it');
    }
    return picture;
  };
}
