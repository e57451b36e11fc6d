import { boolean } from '../kit/argument-types/boolean.ts';
import { clearable } from '../kit/argument-types/clearable.ts';
import { publishedText } from '../kit/argument-types/published-text.ts';
import { file } from '../kit/argument-types/references/file.ts';
import type { FileReference } from '../kit/define/raw-value.ts';
import { UserError } from '../kit/define/user-error.ts';
import type { Platform } from '../platform.ts';
import { pictureErrors } from './picture-errors.ts';
import { pictureLimits } from './picture-format.ts';
import type { Pictures } from './pictures.ts';

/** Longest alternative text that people write, in UTF-16 units. It shares Telegram's caption with the text. */
const longestAlt = 300;

const altText = () => publishedText({ max: longestAlt });

/** A picture and what it shows in words, in the community's language and in the other one, for what is published. */
export const pictureArguments = () => ({
  picture: file({
    types: ['image/*'],
    maxBytes: pictureLimits.bytes,
    errors: { type: pictureErrors.format, size: pictureErrors.tooBig },
  }).optional(),
  alt: altText().optional(),
  other_alt: altText().optional(),
});

/** The same for a change, which may also remove the picture. */
export const pictureChangeArguments = () => ({
  ...pictureArguments(),
  other_alt: clearable(altText()).optional(),
  without_picture: boolean().optional(),
});

/** The values of {@link pictureChangeArguments}. */
export interface GivenPicture {
  picture?: FileReference | undefined;
  alt?: string | undefined;
  other_alt?: string | undefined;
  without_picture?: boolean | undefined;
}

/** A change of a picture: the hash of another one, another alternative text, or none. */
export interface PictureChange {
  picture: string | undefined;
  alt: string | undefined;
  other_alt: string | undefined;
  without_picture: boolean | undefined;
}

/**
 * Stores the picture that a command was given.
 * @param hasPicture whether there is a picture that a new alternative text can be for
 * @throws UserError that asks for the alternative text, or for the picture, and like `Pictures.save`
 */
export async function savePictureChange(
  { pictures, account }: { pictures: Pictures; account: { platform: Platform } },
  { picture, alt, other_alt, without_picture }: GivenPicture,
  hasPicture: boolean,
): Promise<PictureChange> {
  if (!picture) {
    const described = Object.entries({ alt, other_alt })
      .filter(([, words]) => words !== undefined)
      .map(([name]) => name);
    if (described.length > 0 && (!hasPicture || without_picture))
      throw new UserError('pictures.errors.noPicture', {}, ['picture', ...described]);
    return { picture: undefined, alt, other_alt, without_picture: without_picture || undefined };
  }
  if (alt === undefined) throw new UserError('pictures.errors.noAlt', {}, ['alt']);
  const hash = await pictures.save(account.platform, picture);
  return { picture: hash, alt, other_alt, without_picture: undefined };
}

/** @throws UserError when a picture that was shown in a preview is not stored any more */
export async function requireStoredPicture(
  { pictures }: { pictures: Pictures },
  hash: string | undefined,
): Promise<void> {
  if (hash !== undefined && !(await pictures.has(hash)))
    throw new UserError('pictures.errors.gone');
}
