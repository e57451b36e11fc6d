import { argumentError } from '../kit/define/parse-result.ts';
import { UserError } from '../kit/define/user-error.ts';
import { pictureLimits } from './picture-format.ts';

/** What can be wrong with a file that is to be a picture, whether the platform says so or its bytes do. */
export const pictureErrors = {
  format: argumentError('pictures.errors.format'),
  tooBig: argumentError('pictures.errors.tooBig', { max: pictureLimits.bytes / 1_000_000 }),
} as const;

/** Asks for another picture. */
export const pictureError = ({ key, params }: (typeof pictureErrors)[keyof typeof pictureErrors]) =>
  new UserError(key, params, ['picture']);
