import { type Locale, locales } from '../../language/locale.ts';
import type { Argument } from '../define/argument.ts';
import { choice } from './choice.ts';

/** A supported language; `words` as for `choice`. */
export const language = (words: string): Argument<Locale> => choice(locales, words, 'language');
