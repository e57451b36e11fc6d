import { text } from '../kit/argument-types/text.ts';
import type { Platform } from '../platform.ts';
import {
  type GivenPicture,
  type PictureChange,
  requireStoredPicture,
  savePictureChange,
} from './picture-arguments.ts';
import type { Pictures } from './pictures.ts';

/** A picture that is stored already, by its hash: buttons pass it. */
export const storedPictureArgument = {
  picture_hash: text({ max: 64 }).optional().hide(),
};

/**
 * The input of a command with the picture that it was given, stored.
 * @param hasPicture whether there is one that a new alternative text can be for
 * @throws UserError like `savePictureChange`, and when a picture that a button passes is not stored any more
 */
export async function storeGivenPicture<
  Input extends GivenPicture & { picture_hash?: string | undefined },
>(
  context: { pictures: Pictures; account: { platform: Platform } },
  input: Input,
  hasPicture: boolean,
): Promise<Omit<Input, keyof GivenPicture | 'picture_hash'> & Partial<PictureChange>> {
  const { picture, alt, other_alt, without_picture, picture_hash: hash, ...others } = input;
  if (picture === undefined && hash !== undefined) {
    await requireStoredPicture(context, hash);
    return { ...others, picture: hash, alt, other_alt };
  }
  const given = { picture, alt, other_alt, without_picture };
  if (Object.values(given).every((value) => value === undefined)) return others;
  return { ...others, ...(await savePictureChange(context, given, hasPicture)) };
}
