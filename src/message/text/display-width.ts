import { splitGraphemes } from './truncate.ts';

/**
 * Characters that take two columns in a monospaced font: emoji and East Asian wide characters.
 * Source: Unicode Standard Annex 11, "East Asian Width", by script.
 */
const wide =
  /\p{Emoji_Presentation}|\ufe0f|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\p{Script=Yi}\u3000-\u303e\uff01-\uff60\uffe0-\uffe6]/u;
const halfWidth = /^[\uff61-\uffdc]/;
/** Combining marks and invisible characters only. */
const unseen = /^[\p{M}\p{Cf}\p{Cc}]*$/u;

function letterWidth(letter: string): 0 | 1 | 2 {
  if (unseen.test(letter)) return 0;
  return wide.test(letter) && !halfWidth.test(letter) ? 2 : 1;
}

/** The number of columns that a text takes in a monospaced font. */
export const displayWidth = (text: string): number =>
  splitGraphemes(text).reduce((sum, letter) => sum + letterWidth(letter), 0);
