import { fold } from '../../language/text/fold.ts';

/** What separates words of a folded text. The function callboard_text_vector of the database has the same. */
const separators =
  /[ -\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u00d7\u00f7\u2000-\u2bff\u3000-\u303f\u{1f000}-\u{1faff}]+/u;

/** Longer words are stored cut. */
const maxWordLength = 40;

const split = (text: string): string[] => text.split(separators).filter((word) => word !== '');

/** A word of a text. */
export interface Word {
  /** Lower case with diacritics, composed. */
  exact: string;
  /** As it is stored for searching. */
  folded: string;
}

/** The words of a text as they are stored for searching: `TP.Huế` is `tp` and `hue`. */
export const foldedWords = (text: string): string[] =>
  split(fold(text)).map((word) => [...word].slice(0, maxWordLength).join(''));

const invisible = /(?!\u200d)[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;

const visible = (text: string): string =>
  text.normalize('NFC').toLowerCase().replace(invisible, '').replace(/\s+/g, ' ');

/** The words of a text in lower case, with a space before and after each. */
export const spacedText = (text: string): string => ` ${split(visible(text)).join(' ')} `;

/** The words of a text, each with its diacritics. */
export const wordsOf = (text: string): Word[] =>
  split(visible(text)).flatMap((exact) => foldedWords(exact).map((folded) => ({ exact, folded })));
