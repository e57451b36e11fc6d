/**
 * Text as it is searched: without case, diacritics and stylised letters, white space collapsed, control characters
 * as white space: no database takes a NUL.
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
    .replace(/[\s\p{Cc}]+/gu, ' ')
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
