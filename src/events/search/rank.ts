import type { Event } from '../../database/generated/client.ts';
import type { QueryTerm } from './query-terms.ts';
import { spacedText, type Word } from './words.ts';

/** How the words of an event are like those of a query, the best first. */
const likeness = { exact: 0, exactBeginning: 1, folded: 2, other: 3 } as const;

/** All texts of an event in every language. */
export type TextOf = (event: Event) => string;

const phraseOf = (words: readonly Word[], part: keyof Word): string =>
  ` ${words.map((word) => word[part]).join(' ')}`;

/** @param text the words of an event with spaces around them, with diacritics and folded */
function likenessOf(text: Word, words: readonly Word[]): number {
  const folded = phraseOf(words, 'folded');
  const exact = phraseOf(words, 'exact');
  // Whoever types without diacritics has none in mind.
  const own = exact === folded ? text.folded : text.exact;
  if (own.includes(`${exact} `)) return likeness.exact;
  if (own.includes(exact)) return likeness.exactBeginning;
  return text.folded.includes(`${folded} `) ? likeness.folded : likeness.other;
}

/** How far the words of an event are from those of a query; 0 if it has them exactly. */
export function distanceFromQuery(
  event: Event,
  terms: readonly QueryTerm[],
  textOf: TextOf,
): number {
  const text = { exact: spacedText(textOf(event)), folded: spacedText(event.searchText) };
  return terms.reduce(
    (sum, { names }) =>
      sum + Math.min(...names.map((name) => likenessOf(text, name)), likeness.other),
    0,
  );
}
