import { lazy } from '../../../lazy.ts';
import { fold } from '../../text/fold.ts';
import type { BilingualPhrases } from './phrase-table.ts';
import type { Token } from './tokenizer.ts';
import { withUsualTone } from './tone-marks.ts';

/**
 * A parser combinator returns all readings of a text instead of the first match, so that contradictory readings are
 * rejected instead of guessed.
 */
export interface Parsed<Value> {
  readonly value: Value;
  /** Index of the first token that is not consumed. */
  readonly at: number;
  /** Words that match only without their diacritics; the cheapest reading wins. */
  readonly cost: number;
  /** Languages of the matched phrases: 1 English, 2 Vietnamese, 3 both. */
  readonly languages: number;
}

/** The tokens of one text, with what rules found in them so far. */
interface Source {
  readonly tokens: readonly Token[];
  /** Whether any word has diacritics. */
  readonly isMarked: boolean;
  /** At each place, by the rule. */
  readonly found: readonly Map<object, readonly Parsed<unknown>[]>[];
}

export type Parser<Value> = (source: Source, at: number) => readonly Parsed<Value>[];

const sourceOf = (tokens: readonly Token[]): Source => ({
  tokens,
  isMarked: tokens.some(({ text, folded }) => text !== folded),
  found: Array.from({ length: tokens.length + 1 }, () => new Map()),
});

/** The readings that consume all tokens. */
export const parseWhole = <Value>(rule: Parser<Value>, tokens: readonly Token[]): Parsed<Value>[] =>
  rule(sourceOf(tokens), 0).filter(({ at }) => at === tokens.length);

/** Whether the rule matches anywhere. */
export function occursIn(rule: Parser<unknown>, tokens: readonly Token[]): boolean {
  const source = sourceOf(tokens);
  return tokens.some((_, at) => rule(source, at).length > 0);
}

const nothing: readonly never[] = [];

const freeMatch = <Value>(value: Value, at: number): Parsed<Value> => ({
  value,
  at,
  cost: 0,
  languages: 0,
});

/** Words without diacritics that are mistaken for others. */
const isWordByItself: ReadonlySet<string> = new Set(['sau']);

/** Words that are not meant where they are typed without diacritics: `ca tháng tư` is the whole of April, `moi` is new. */
const needsDiacritics: ReadonlySet<string> = new Set(['cá', 'mơi']);

/** A word typed with diacritics must match exactly; one without matches any with the same letters. */
function costOf(token: Token | undefined, exact: string, folded: string, marked: boolean) {
  if (token?.kind !== 'word' && token?.kind !== 'number') return undefined;
  if (token.text === exact) return 0;
  if (token.text !== token.folded || token.folded !== folded) return undefined;
  if (needsDiacritics.has(exact)) return undefined;
  // Among words with diacritics, `sau` is `after` and not `sáu`.
  if (marked && isWordByItself.has(token.text)) return undefined;
  return marked ? 1 : 0;
}

interface Phrase<Value> {
  readonly value: Value;
  readonly language: number;
  readonly words: readonly { readonly exact: string; readonly folded: string }[];
}

/** The phrases of both tables by their first word. */
function byFirstWord<Value>(tables: BilingualPhrases<Value>): Map<string, Phrase<Value>[]> {
  const languages = [
    [tables.en, 1],
    [tables.vi, 2],
  ] as const;
  const phrases = languages.flatMap(([table, language]) =>
    Object.entries(table).map(([text, value]): Phrase<Value> => {
      const folded = fold(text).split(' ');
      const exact = withUsualTone(text.normalize('NFC')).split(' ');
      return {
        value,
        language,
        words: exact.map((word, index) => ({ exact: word, folded: folded[index] ?? '' })),
      };
    }),
  );
  return Map.groupBy(phrases, ({ words }) => words[0]?.folded ?? '');
}

/** Matches any phrase of the tables, which may be made when first needed; its value is the phrase's meaning. */
export function phrase<Value>(
  tables: BilingualPhrases<Value> | (() => BilingualPhrases<Value>),
): Parser<Value> {
  const phrases = lazy(() => byFirstWord(typeof tables === 'function' ? tables() : tables));
  return ({ tokens, isMarked }, at) => {
    const first = tokens[at];
    const candidates = first && phrases().get(first.folded);
    if (!candidates) return nothing;
    return candidates.flatMap(({ words, value, language }) => {
      let cost = 0;
      for (let index = 0; index < words.length; index += 1) {
        const word = words[index];
        const wordCost = word && costOf(tokens[at + index], word.exact, word.folded, isMarked);
        if (wordCost === undefined) return [];
        cost += wordCost;
      }
      return [{ value, at: at + words.length, cost, languages: language }];
    });
  };
}

/** A number with this many digits. */
export function digits(least: number, most: number): Parser<number> {
  return ({ tokens }, at) => {
    const token = tokens[at];
    if (token?.kind !== 'number') return nothing;
    const { length } = token.text;
    return length < least || length > most ? nothing : [freeMatch(Number(token.text), at + 1)];
  };
}

/** One of some punctuation marks; its text is the value. */
export function mark(...marks: readonly string[]): Parser<string> {
  return ({ tokens }, at) => {
    const token = tokens[at];
    return token?.kind === 'mark' && marks.includes(token.text)
      ? [freeMatch(token.text, at + 1)]
      : nothing;
  };
}

/** The rule, without white space before it. */
export function withoutSpace<Value>(rule: Parser<Value>): Parser<Value> {
  return (source, at) => (source.tokens[at]?.spaced ? nothing : rule(source, at));
}

/** Matches nothing, with a value. */
export function succeed<Value>(value: Value): Parser<Value> {
  return (_, at) => [freeMatch(value, at)];
}

/** The rule, run once for each place in a text: many rules begin with the same ones. */
function oncePerPlace<Value>(rule: Parser<Value>): Parser<Value> {
  const key = {};
  return (source, at) => {
    const here = source.found[at];
    // A key is used by one rule alone, so what is stored under it has that rule's type.
    const known = here?.get(key) as readonly Parsed<Value>[] | undefined;
    if (known) return known;
    const readings = rule(source, at);
    here?.set(key, readings);
    return readings;
  };
}

/** Each reading, continued by those of the rule after it. */
function followedBy<Before, After, Both>(
  source: Source,
  readings: readonly Parsed<Before>[],
  rule: Parser<After>,
  join: (before: Before, after: After) => Both,
): readonly Parsed<Both>[] {
  const joined: Parsed<Both>[] = [];
  for (const before of readings)
    for (const after of rule(source, before.at))
      joined.push({
        value: join(before.value, after.value),
        at: after.at,
        cost: before.cost + after.cost,
        languages: before.languages | after.languages,
      });
  return joined;
}

const append = <Value>(values: readonly Value[], value: Value): Value[] => [...values, value];

/** All rules in sequence. */
export function seq<Values extends readonly unknown[]>(
  ...rules: { [Index in keyof Values]: Parser<Values[Index]> }
): Parser<Values>;
export function seq(...rules: Parser<unknown>[]): Parser<readonly unknown[]> {
  const [first, ...rest] = rules;
  return (source, start) => {
    const firsts = first?.(source, start) ?? nothing;
    // Most rules fail at their first part.
    if (firsts.length === 0) return nothing;
    let readings: readonly Parsed<readonly unknown[]>[] = firsts.map(
      ({ value, at, cost, languages }) => ({ value: [value], at, cost, languages }),
    );
    for (const rule of rest) {
      readings = followedBy(source, readings, rule, append);
      if (readings.length === 0) break;
    }
    return readings;
  };
}

/** All readings of any of the rules. */
export function alt<Values extends readonly unknown[]>(
  ...rules: { [Index in keyof Values]: Parser<Values[Index]> }
): Parser<Values[number]> {
  return oncePerPlace((source, at) => {
    let readings: Parsed<Values[number]>[] | undefined;
    for (const rule of rules) {
      const found = rule(source, at);
      if (found.length === 0) continue;
      readings ??= [];
      readings.push(...found);
    }
    return readings ?? nothing;
  });
}

/** The rule or nothing; both are tried. */
export function maybe<Value>(rule: Parser<Value>): Parser<Value | undefined> {
  return (source, at) => {
    const skipped = freeMatch(undefined, at);
    const readings = rule(source, at);
    return readings.length === 0 ? [skipped] : [...readings, skipped];
  };
}

/** The rule repeated between `least` and `most` times. */
export function many<Value>(rule: Parser<Value>, least: number, most: number): Parser<Value[]> {
  return (source, start) => {
    let ends: readonly Parsed<Value[]>[] = [freeMatch([], start)];
    const all = least === 0 ? [...ends] : [];
    for (let count = 1; count <= most && ends.length > 0; count += 1) {
      ends = followedBy(source, ends, rule, append<Value>);
      if (count >= least) all.push(...ends);
    }
    return all;
  };
}

/** Replaces each value by others: none drops the reading, several split it. */
export function flatMap<From, To>(
  rule: Parser<From>,
  transform: (value: From) => readonly To[],
): Parser<To> {
  return (source, start) => {
    const readings = rule(source, start);
    if (readings.length === 0) return nothing;
    const changed: Parsed<To>[] = [];
    for (const { value, at, cost, languages } of readings)
      for (const to of transform(value)) changed.push({ value: to, at, cost, languages });
    return changed;
  };
}

export function map<From, To>(rule: Parser<From>, transform: (value: From) => To): Parser<To> {
  return (source, start) => {
    const readings = rule(source, start);
    return readings.length === 0
      ? nothing
      : readings.map(({ value, at, cost, languages }) => ({
          value: transform(value),
          at,
          cost,
          languages,
        }));
  };
}

/** The rule with an additional cost, so that cheaper readings win. */
export function withCost<Value>(extraCost: number, rule: Parser<Value>): Parser<Value> {
  return (source, start) => {
    const readings = rule(source, start);
    return readings.length === 0
      ? nothing
      : readings.map(({ value, at, cost, languages }) => ({
          value,
          at,
          cost: cost + extraCost,
          languages,
        }));
  };
}
