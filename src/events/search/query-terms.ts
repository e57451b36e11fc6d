import { type NamedPhrase, namedPhraseAt } from './named-phrases.ts';
import { type Word, wordsOf } from './words.ts';

/** Words of which an event must have all, in sequence or anywhere. */
export interface Alternative {
  words: readonly string[];
  /** A prefix is one word, which stands for all words that begin with it. */
  kind: 'sequence' | 'anywhere' | 'prefix';
  /** Whether it must be in the place of the event. */
  inPlace: boolean;
}

/** A part of a query: an event must have one of the alternatives. */
export interface QueryTerm {
  typed: readonly Word[];
  alternatives: readonly Alternative[];
  /** Further ones, for a place that is part of another one since the provinces were merged, or was before. */
  related: readonly Alternative[];
  /** What the best results have, word by word with its diacritics. */
  names: readonly (readonly Word[])[];
}

const inSequence = (words: readonly Word[], inPlace = false): Alternative => ({
  words: words.map(({ folded }) => folded),
  kind: 'sequence',
  inPlace,
});

const foldedKey = (words: readonly Word[]): string => words.map(({ folded }) => folded).join(' ');

const isNumber = (word: string): boolean => /^\d+$/.test(word);

/** A word of its own; a number and a single letter stand for themselves, other words for all that begin with them. */
function plainTerm(word: Word, isAlone: boolean): QueryTerm {
  const { folded } = word;
  const isWhole = isAlone ? false : folded.length === 1 || (isNumber(folded) && folded.length < 3);
  return {
    typed: [word],
    alternatives: [
      isWhole ? inSequence([word]) : { words: [folded], kind: 'prefix', inPlace: false },
    ],
    related: [],
    names: [[word]],
  };
}

function namedTerm(typed: readonly Word[], { names, related, isPlace }: NamedPhrase): QueryTerm {
  return {
    typed,
    alternatives: [
      ...names.map((name) => inSequence(name)),
      // “liên hoan các bộ phim” has the words of “liên hoan phim”.
      ...(isPlace || typed.length === 1
        ? []
        : [
            { words: typed.map(({ folded }) => folded), kind: 'anywhere', inPlace: false } as const,
          ]),
    ],
    related: related.map((name) => inSequence(name, true)),
    // “huệ” is not “Huế”.
    names: [typed, ...names.filter((name) => foldedKey(name) !== foldedKey(typed))],
  };
}

/** The terms of a query: names and abbreviations that are known, else its words. */
export function queryTerms(words: readonly Word[]): QueryTerm[] {
  const terms: QueryTerm[] = [];
  for (let at = 0; at < words.length; ) {
    const found = namedPhraseAt(words, at);
    const typed = words.slice(at, at + (found?.length ?? 1));
    const [first] = typed;
    if (found) terms.push(namedTerm(typed, found.phrase));
    else if (first) terms.push(plainTerm(first, words.length === 1));
    at += typed.length;
  }
  return terms;
}

/** The terms of a place: all must be in the place of the event. */
export const placeTerms = (place: string): QueryTerm[] =>
  queryTerms(wordsOf(place)).map((term) => ({
    ...term,
    alternatives: term.alternatives.map((alternative) => ({ ...alternative, inPlace: true })),
  }));

/** An event with this topic has its words. */
export const topicTerm = (topic: string): QueryTerm => {
  const typed = wordsOf(topic);
  return {
    typed,
    alternatives: [{ words: typed.map(({ folded }) => folded), kind: 'anywhere', inPlace: false }],
    related: [],
    names: [],
  };
};
