const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** More UTF-16 units make no letter: a "letter" of thousands of marks is taken apart. */
const maxGraphemeLength = 32;

/** What a reader sees as letters. One that is made of unreasonably many marks counts as its code points. */
export const splitGraphemes = (text: string): string[] =>
  [...graphemes.segment(text)].flatMap(({ segment }) =>
    segment.length > maxGraphemeLength ? [...segment] : [segment],
  );

/**
 * A label that a platform would refuse, with an ellipsis for what does not fit; no letter is taken apart.
 * For labels, whose limits are their caller's to keep. What is said is split and never shortened.
 * @param most UTF-16 units, at least 1
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

/** Longest address that stays a link, in UTF-16 units; a longer one is written out. */
export const maxHrefLength = 1_500;
