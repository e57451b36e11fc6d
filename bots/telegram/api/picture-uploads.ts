import type { SentFile, UploadFile } from './sent-file.ts';

/** A picture for a request: the id of an uploaded file, or the file. GIFs are documents, which Telegram animates. */
export type PictureMedia = { as: 'photo' | 'document' } & ({ fileId: string } | UploadFile);

/** Another request is uploading the picture: this one was not sent. */
export class UploadPendingError extends Error {
  override readonly name = 'UploadPendingError';
}

export interface PictureUploads {
  /**
   * Makes a request with a picture. The first request of a bot uploads it, and others wait for that.
   * @returns undefined when there is no such picture
   * @throws UploadPendingError when the upload takes too long; otherwise what the request throws
   */
  send(
    hash: string,
    request: (media: PictureMedia) => Promise<SentFile>,
  ): Promise<SentFile | undefined>;
}

export const noPictureUploads: PictureUploads = { send: async () => undefined };
