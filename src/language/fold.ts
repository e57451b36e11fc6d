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

/**
 * Whether every word of what was typed stands somewhere in the text, in any order.
 * An empty query matches everything.
 * @param folded the text, already folded
 * @param query what was typed, as it was typed
 */
export function matches(folded: string, query: string): boolean {
  return fold(query)
    .split(' ')
    .every((word) => folded.includes(word));
}
