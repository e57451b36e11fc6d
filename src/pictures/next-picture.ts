import type { PictureChange } from './picture-arguments.ts';

/** The picture of something that is stored. */
export interface PictureColumns {
  /** SHA-256 of its bytes, in hexadecimal; null where there is none. */
  pictureHash: string | null;
  /** What it shows; empty where there is none. */
  pictureAlt: string;
}

/** The picture after a change: the same unless another, another text for it, or none is given. */
export function nextPicture(
  { pictureHash, pictureAlt }: PictureColumns,
  { picture, alt, without_picture }: Partial<PictureChange>,
): PictureColumns {
  if (picture !== undefined) return { pictureHash: picture, pictureAlt: alt ?? '' };
  if (without_picture || pictureHash === null) return { pictureHash: null, pictureAlt: '' };
  return { pictureHash, pictureAlt: alt ?? pictureAlt };
}
