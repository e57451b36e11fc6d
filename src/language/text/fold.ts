/**
 * Normalizes text for searching: without case, diacritics, stylised letters and invisible characters, with white space
 * collapsed. Control characters become white space, since PostgreSQL rejects NUL. Zero-width joiners of emoji are kept.
 * `Liên  hoan` and `lien hoan` are equal, composed or decomposed.
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

/** Characters after which a word of a folded text can begin. */
export const wordDelimiters = [...' ()[]{}"“”„‘’\'«»-–—/.,:;#@&+|…'];

/** Whether a query begins with a letter or digit, so that it is matched at the beginning of words. */
export const startsWithWordCharacter = (typed: string): boolean => /^[\p{L}\p{N}]/u.test(typed);

/** Whether a word of a folded text begins with the query: `hue` matches `o hue`, but not `thue`. */
function hasWord(folded: string, typed: string): boolean {
  if (!startsWithWordCharacter(typed)) return folded.includes(typed);
  return (
    folded.startsWith(typed) ||
    wordDelimiters.some((delimiter) => folded.includes(delimiter + typed))
  );
}

/**
 * Whether words of the text begin with the words of the query, in any order. An empty query matches everything.
 * @param folded the text, already folded
 * @param query as typed
 */
export function matchesQuery(folded: string, query: string): boolean {
  return fold(query)
    .split(' ')
    .every((word) => hasWord(folded, word));
}
