import type { FileReference } from '../kit/define/raw-value.ts';
import type { Platform } from '../platform.ts';

/** A picture with its bytes. */
export interface StoredPicture {
  /** SHA-256 of its bytes, in hexadecimal. */
  hash: string;
  contentType: string;
  bytes: Uint8Array;
}

/** What a bot uploaded: the platform's id of the file. */
export interface UploadedPicture {
  fileId: string;
  contentType: string;
}

/** The stored pictures, as the bots need them. */
export interface PictureSource {
  /** @returns undefined when there is no such picture (any more) */
  load(hash: string): Promise<StoredPicture | undefined>;
  /** @param botId the bot's platform id */
  findUpload(hash: string, botId: string): Promise<UploadedPicture | undefined>;
  /** Records what the platform calls a picture that the bot uploaded. */
  recordUpload(hash: string, botId: string, fileId: string): Promise<void>;
  /** The platform does not know the file any more. */
  forgetUpload(hash: string, botId: string): Promise<void>;
}

/** Pictures that people send. */
export interface Pictures extends PictureSource {
  /**
   * Fetches a picture from the platform that delivered it, and stores it.
   * @returns its hash
   * @throws UserError about the argument `picture` when it cannot be fetched, or is none that both platforms show
   */
  save(platform: Platform, file: FileReference): Promise<string>;
  /** Whether the picture is still stored. */
  has(hash: string): Promise<boolean>;
}

/** The bytes of a file that somebody sent; or why there are none. */
export type FileContent = Uint8Array | 'tooBig' | 'unavailable';

/** No pictures, as for parts that are used by themselves. */
export const noPictures: PictureSource = {
  load: async () => undefined,
  findUpload: async () => undefined,
  recordUpload: async () => undefined,
  forgetUpload: async () => undefined,
};
