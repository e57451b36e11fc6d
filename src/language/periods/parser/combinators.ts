import { fold } from '../../text/fold.ts';
import type { BilingualPhrases } from './phrase-table.ts';
import type { Token } from './tokenizer.ts';

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
export type Parser<Value> = (tokens: readonly Token[], at: number) => Parsed<Value>[];

const freeMatch = <Value>(value: Value, at: number): Parsed<Value> => ({
  value,
  at,
  cost: 0,
  languages: 0,
});

/** Words without diacritics that are mistaken for others. */
const isWordByItself: ReadonlySet<string> = new Set(['sau']);

/** A word typed with diacritics must match exactly; one without matches any with the same letters. */
function costOf(token: Token | undefined, exact: string, folded: string, marked: boolean) {
  if (token?.kind !== 'word' && token?.kind !== 'number') return undefined;
  if (token.text === exact) return 0;
  if (token.text !== token.folded || token.folded !== folded) return undefined;
  // Among words with diacritics, `sau` is `after` and not `sáu`.
  if (marked && isWordByItself.has(token.text)) return undefined;
  return marked ? 1 : 0;
}

/** Matches any phrase of the tables; its value is the phrase's meaning. */
export function phrase<Value>(tables: BilingualPhrases<Value>): Parser<Value> {
  const phrases = (
    [
      [tables.en, 1],
      [tables.vi, 2],
    ] as const
  ).flatMap(([entries, language]) =>
    Object.entries(entries).map(([text, value]) => ({
      value,
      language,
      parts: text
        .normalize('NFC')
        .split(' ')
        .map((exact) => ({ exact, folded: fold(exact) })),
    })),
  );
  const byFirst = Map.groupBy(phrases, ({ parts }) => parts[0]?.folded ?? '');

  return (tokens, at) => {
    const first = tokens[at];
    if (!first) return [];
    const marked = tokens.some(({ text, folded }) => text !== folded);
    return (byFirst.get(first.folded) ?? []).flatMap(({ parts, value, language }) => {
      let cost = 0;
      for (const [index, { exact, folded }] of parts.entries()) {
        const wordCost = costOf(tokens[at + index], exact, folded, marked);
        if (wordCost === undefined) return [];
        cost += wordCost;
      }
      return [{ value, at: at + parts.length, cost, languages: language }];
    });
  };
}

/** A number with this many digits. */
export function digits(least: number, most: number): Parser<number> {
  return (tokens, at) => {
    const token = tokens[at];
    if (token?.kind !== 'number') return [];
    const { length } = token.text;
    return length < least || length > most ? [] : [freeMatch(Number(token.text), at + 1)];
  };
}

/** One of some punctuation marks; its text is the value. */
export function mark(...marks: readonly string[]): Parser<string> {
  return (tokens, at) => {
    const token = tokens[at];
    return token?.kind === 'mark' && marks.includes(token.text)
      ? [freeMatch(token.text, at + 1)]
      : [];
  };
}

/** The rule, without white space before it. */
export function withoutSpace<Value>(rule: Parser<Value>): Parser<Value> {
  return (tokens, at) => (tokens[at]?.spaced ? [] : rule(tokens, at));
}

/** Matches nothing, with a value. */
export function succeed<Value>(value: Value): Parser<Value> {
  return (_, at) => [freeMatch(value, at)];
}

/** What rules found in a text, by the place; it lasts as long as the text's tokens. */
const foundIn = new WeakMap<readonly Token[], Map<object, Parsed<unknown>[][]>>();

/** The rule, run once for each place in a text: many rules begin with the same ones. */
function oncePerPlace<Value>(rule: Parser<Value>): Parser<Value> {
  const key = {};
  return (tokens, at) => {
    let ofText = foundIn.get(tokens);
    if (!ofText) {
      ofText = new Map();
      foundIn.set(tokens, ofText);
    }
    // A key is used by one rule alone, so what is stored under it has that rule's type.
    const places = ofText.get(key) as Parsed<Value>[][] | undefined;
    const known = places?.[at];
    if (known) return known;
    const found = rule(tokens, at);
    if (places) places[at] = found;
    else {
      const first: Parsed<Value>[][] = [];
      first[at] = found;
      ofText.set(key, first);
    }
    return found;
  };
}

/** All rules in sequence. */
export function seq<Values extends readonly unknown[]>(
  ...rules: { [Index in keyof Values]: Parser<Values[Index]> }
): Parser<Values>;
export function seq(...rules: Parser<unknown>[]): Parser<readonly unknown[]> {
  return (tokens, start) =>
    rules.reduce<Parsed<readonly unknown[]>[]>(
      (readings, rule) =>
        readings.flatMap((before) =>
          rule(tokens, before.at).map((after) => ({
            value: [...before.value, after.value],
            at: after.at,
            cost: before.cost + after.cost,
            languages: before.languages | after.languages,
          })),
        ),
      [freeMatch([], start)],
    );
}

/** All readings of any of the rules. */
export function alt<Values extends readonly unknown[]>(
  ...rules: { [Index in keyof Values]: Parser<Values[Index]> }
): Parser<Values[number]> {
  return oncePerPlace((tokens, at) => rules.flatMap((rule) => rule(tokens, at)));
}

/** The rule or nothing; both are tried. */
export function maybe<Value>(rule: Parser<Value>): Parser<Value | undefined> {
  return alt<[Value, undefined]>(rule, succeed(undefined));
}

/** The rule repeated between `least` and `most` times. */
export function many<Value>(rule: Parser<Value>, least: number, most: number): Parser<Value[]> {
  return (tokens, start) => {
    let ends: Parsed<Value[]>[] = [freeMatch([], start)];
    const all = least === 0 ? [...ends] : [];
    for (let count = 1; count <= most && ends.length > 0; count += 1) {
      ends = ends.flatMap((before) =>
        rule(tokens, before.at).map((after) => ({
          value: [...before.value, after.value],
          at: after.at,
          cost: before.cost + after.cost,
          languages: before.languages | after.languages,
        })),
      );
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
  return (tokens, at) =>
    rule(tokens, at).flatMap((parsed) =>
      transform(parsed.value).map((value) => ({ ...parsed, value })),
    );
}

export function map<From, To>(rule: Parser<From>, transform: (value: From) => To): Parser<To> {
  return flatMap(rule, (value) => [transform(value)]);
}

/** The rule with an additional cost, so that cheaper readings win. */
export function withCost<Value>(extraCost: number, rule: Parser<Value>): Parser<Value> {
  return (tokens, at) =>
    rule(tokens, at).map((parsed) => ({ ...parsed, cost: parsed.cost + extraCost }));
}
