import type { Locale } from '../language/locale.ts';
import { translatedFields } from '../language/translations.ts';
import { shownPicture } from '../message/files.ts';
import type { ShownPicture } from '../message/message.ts';
import type { PictureColumns } from './next-picture.ts';

/** The picture of an event or a course with what it shows in a language; undefined where it has none. */
export function pictureOf(
  { pictureHash, pictureAlt, translations }: PictureColumns & { translations: unknown },
  locale: Locale,
): ShownPicture | undefined {
  const { alt } = translatedFields({ alt: pictureAlt }, translations, locale);
  return shownPicture(pictureHash, alt);
}
