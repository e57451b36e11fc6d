/**
 * Text as it is searched: without case, diacritics, stylised letters and what is not seen, white space collapsed,
 * control characters as white space: no database takes a NUL. What joins emoji into one stays.
 * Composed and decomposed spellings fold alike; `Liên  hoan` and `lien hoan` are equal.
 */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[đð]/g, 'd')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/(?!\u200d)[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '')
    .replace(/[\s\p{Cc}\u2800]+/gu, ' ')
    .trim();
}

/** What a word of a folded text begins after, beside the text's own beginning. */
export const wordDelimiters = [...' ()[]{}"“”„‘’\'«»-–—/.,:;#@&+|…'];

/** Whether something typed begins with a letter or a number, so that it is the beginning of a word. */
export const startsWithWordCharacter = (typed: string): boolean => /^[\p{L}\p{N}]/u.test(typed);

/** Whether a word of a folded text begins with something typed: `hue` stands in `o hue`, and not in `thue`. */
function hasWord(folded: string, typed: string): boolean {
  if (!startsWithWordCharacter(typed)) return folded.includes(typed);
  return folded.startsWith(typed) || wordDelimiters.some((sign) => folded.includes(sign + typed));
}

/**
 * Whether words of the text begin with what was typed, in any order.
 * An empty query matches everything.
 * @param folded the text, already folded
 * @param query what was typed, as it was typed
 */
export function matchesQuery(folded: string, query: string): boolean {
  return fold(query)
    .split(' ')
    .every((word) => hasWord(folded, word));
}
