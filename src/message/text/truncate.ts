import { lazy } from '../../lazy.ts';

/** Takes 13 ms to make. */
const graphemes = lazy(() => new Intl.Segmenter(undefined, { granularity: 'grapheme' }));

/** Longest grapheme that is treated as one, in UTF-16 units: text can stack thousands of marks on one letter. */
const maxGraphemeLength = 32;

/** Splits a text into graphemes. One longer than `maxGraphemeLength` is split into code points. */
export const splitGraphemes = (text: string): string[] =>
  [...graphemes().segment(text)].flatMap(({ segment }) =>
    segment.length > maxGraphemeLength ? [...segment] : [segment],
  );

/**
 * Shortens a label to a platform's limit, with an ellipsis, between graphemes.
 * For labels only: message text is split, never shortened.
 * @param most in UTF-16 units, at least 1
 */
export function truncate(text: string, most: number): string {
  if (text.length <= most) return text;
  let short = '';
  for (const letter of splitGraphemes(text)) {
    if (short.length + letter.length + 1 > most) break;
    short += letter;
  }
  return `${short.trimEnd()}…`;
}

/** Longest URL that is rendered as a link, in UTF-16 units; a longer one is written out. */
export const maxHrefLength = 1_500;
