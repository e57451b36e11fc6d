import { lazy } from '../../lazy.ts';
import { placeWords, sameWords, units } from './abbreviations.ts';
import { provinces } from './place-names.ts';
import { type Word, wordsOf } from './words.ts';

/** A name or abbreviation with the other ways to write it. */
export interface NamedPhrase {
  /** All the ways, the one that was typed included. */
  names: readonly (readonly Word[])[];
  /** For a place: what it is part of, or was put together from, and places in it. */
  related: readonly (readonly Word[])[];
  isPlace: boolean;
}

const keyOf = (words: readonly Word[]): string => words.map(({ folded }) => folded).join(' ');
const glued = (words: readonly Word[]): Word[] => {
  const join = (part: keyof Word) => words.map((word) => word[part]).join('');
  return [{ exact: join('exact'), folded: join('folded') }];
};

/** A name, and the same without spaces as in `Hanoi`. */
const spellings = (name: string): Word[][] => {
  const words = wordsOf(name);
  return words.length > 1 ? [words, glued(words)] : [words];
};
const allSpellings = (names: readonly string[] = []): Word[][] => names.flatMap(spellings);

function placePhrases(): Map<string, NamedPhrase> {
  const phrases = new Map<string, NamedPhrase>();
  const add = (names: Word[][], related: Word[][]) => {
    const phrase = { names, related, isPlace: true };
    for (const name of names) phrases.set(keyOf(name), phrase);
  };
  for (const { names, merged = [], cities } of provinces) {
    const own = allSpellings(names);
    const inIt = allSpellings([
      ...(cities ?? []),
      ...merged.flatMap((former) => former.cities ?? []),
    ]);
    add(own, [...allSpellings(merged.flatMap((former) => former.names)), ...inIt]);
    for (const former of merged)
      add(allSpellings(former.names), [...allSpellings(former.cities), ...own]);
  }
  return phrases;
}

function wordPhrases(): Map<string, NamedPhrase> {
  const phrases = new Map<string, NamedPhrase>();
  for (const ways of sameWords) {
    const names = ways.map(wordsOf);
    for (const name of names) phrases.set(keyOf(name), { names, related: [], isPlace: false });
  }
  return phrases;
}

/** Folding hundreds of names takes some milliseconds, which only searches need to spend. */
const known = lazy(() => {
  const [places, others] = [placePhrases(), wordPhrases()];
  return {
    places,
    others,
    before: placeWords.before.map(wordsOf),
    after: placeWords.after.map(wordsOf),
    units: units.map((ways) => ways.map(wordsOf)),
    /** Words of the longest name. */
    maxLength: Math.max(
      ...[...places.keys(), ...others.keys()].map((key) => key.split(' ').length),
    ),
  };
});

export interface FoundPhrase {
  phrase: NamedPhrase;
  /** How many words it takes. */
  length: number;
}

function longestAt(
  phrases: ReadonlyMap<string, NamedPhrase>,
  words: readonly Word[],
  at: number,
): FoundPhrase | undefined {
  for (let length = Math.min(known().maxLength, words.length - at); length > 0; length -= 1) {
    const phrase = phrases.get(keyOf(words.slice(at, at + length)));
    if (phrase) return { phrase, length };
  }
  return undefined;
}

/** How many words at a position are one of the phrases; 0 where none is. */
const lengthOfAny = (
  phrases: readonly (readonly Word[])[],
  words: readonly Word[],
  at: number,
): number =>
  phrases.find((phrase) => keyOf(words.slice(at, at + phrase.length)) === keyOf(phrase))?.length ??
  0;

/** A province or city, with `thành phố`, `TP.` or `city` around it or `TP` glued to it. */
function placeAt(words: readonly Word[], at: number): FoundPhrase | undefined {
  const { places, before, after } = known();
  const skipped = lengthOfAny(before, words, at);
  for (const start of skipped > 0 ? [0, skipped] : [0]) {
    const named = longestAt(places, words, at + start);
    if (!named) continue;
    const length = start + named.length;
    return { phrase: named.phrase, length: length + lengthOfAny(after, words, at + length) };
  }
  const rest = /^tp(.+)$/.exec(words[at]?.folded ?? '')?.[1];
  const phrase = rest === undefined ? undefined : places.get(rest);
  return phrase && { phrase, length: 1 };
}

/** `Q.1`, `Q1` or `quận 1`: a unit with its number. */
function unitAt(words: readonly Word[], at: number): FoundPhrase | undefined {
  const [first, second] = [words[at], words[at + 1]];
  const joined = /^([a-z])(\d{1,2})$/.exec(first?.folded ?? '');
  const written = joined?.[1] ?? first?.folded;
  const number = joined?.[2] ?? /^\d{1,2}$/.exec(second?.folded ?? '')?.[0];
  const ways = known().units.find((unit) => unit.some((way) => keyOf(way) === written));
  if (!ways || number === undefined) return undefined;
  const numeral: Word = { exact: number, folded: number };
  const names = ways.flatMap((way) => {
    const separate = [...way, numeral];
    return keyOf(way).length === 1 ? [separate, glued(separate)] : [separate];
  });
  return { phrase: { names, related: [], isPlace: true }, length: joined ? 1 : 2 };
}

/** The longest known name or abbreviation that begins at a word of a query. */
export function namedPhraseAt(words: readonly Word[], at: number): FoundPhrase | undefined {
  const found = [unitAt(words, at), placeAt(words, at), longestAt(known().others, words, at)];
  return found.reduce(
    (best, one) => (one && (!best || one.length > best.length) ? one : best),
    undefined,
  );
}
