import { Buffer } from 'node:buffer';
import { longestAlt, type MessageFile, type ShownPicture, shownPictureSchema } from './message.ts';
import { truncate } from './text/truncate.ts';

/** An image from its bytes; `alt`, at most 1024 characters, describes it. */
export const picture = (
  name: string,
  contentType: string,
  bytes: Uint8Array,
  alt: string,
): MessageFile => ({
  name,
  contentType,
  content: Buffer.from(bytes).toString('base64'),
  base64: true,
  picture: { alt },
});

/** The bytes of a file. */
export const fileBytes = ({ content, base64 }: MessageFile): Buffer =>
  Buffer.from(content, base64 ? 'base64' : 'utf8');

/**
 * A stored picture as a message shows it.
 * @param hash of the picture; undefined results where there is none, or where what is stored is no hash
 */
export const shownPicture = (
  hash: string | null | undefined,
  alt: string,
): ShownPicture | undefined =>
  hash == null
    ? undefined
    : shownPictureSchema.safeParse({ hash, alt: truncate(alt, longestAlt) }).data;
