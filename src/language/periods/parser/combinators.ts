import { fold } from '../../text/fold.ts';
import type { Token } from './tokenizer.ts';

/**
 * A small parser that follows every way to read a text instead of the first one that fits, so that
 * two readings which disagree are noticed and refused rather than guessed between.
 */
export interface Parsed<Value> {
  readonly value: Value;
  /** The index of the first token that is left. */
  readonly at: number;
  /** How many words were taken for ones with other diacritics than were written. */
  readonly cost: number;
  /** The languages whose words were used: 1 English, 2 Vietnamese, 3 both. */
  readonly languages: number;
}
export type Parser<Value> = (tokens: readonly Token[], at: number) => Parsed<Value>[];

export type PhraseTable<Value> = Readonly<Record<string, Value>>;

/** One kind of words in each language. */
export interface BilingualPhrases<Value> {
  readonly en: PhraseTable<Value>;
  readonly vi: PhraseTable<Value>;
}

const freeMatch = <Value>(value: Value, at: number): Parsed<Value> => ({
  value,
  at,
  cost: 0,
  languages: 0,
});

/** Words written with diacritics must be these words; ones without may stand for any that fold alike. */
function costOf(token: Token | undefined, exact: string, folded: string, marked: boolean) {
  if (token?.kind !== 'word' && token?.kind !== 'number') return undefined;
  if (token.text === exact) return 0;
  if (token.text !== token.folded || token.folded !== folded) return undefined;
  return marked ? 1 : 0;
}

/** Any phrase of a table, giving its value. Phrases are single words with one space between. */
export function phrase<Value>(words: BilingualPhrases<Value>): Parser<Value> {
  const phrases = (
    [
      [words.en, 1],
      [words.vi, 2],
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
        const paid = costOf(tokens[at + index], exact, folded, marked);
        if (paid === undefined) return [];
        cost += paid;
      }
      return [{ value, at: at + parts.length, cost, languages: language }];
    });
  };
}

/** A number of `least` to `most` digits. */
export function digits(least: number, most: number): Parser<number> {
  return (tokens, at) => {
    const token = tokens[at];
    if (token?.kind !== 'number') return [];
    const { length } = token.text;
    return length < least || length > most ? [] : [freeMatch(Number(token.text), at + 1)];
  };
}

/** One mark out of some; its text is the value. */
export function mark(...marks: readonly string[]): Parser<string> {
  return (tokens, at) => {
    const token = tokens[at];
    return token?.kind === 'mark' && marks.includes(token.text)
      ? [freeMatch(token.text, at + 1)]
      : [];
  };
}

/** The rule, where no white space stands before it. */
export function withoutSpace<Value>(rule: Parser<Value>): Parser<Value> {
  return (tokens, at) => (tokens[at]?.spaced ? [] : rule(tokens, at));
}

/** Nothing at all, with a value. */
export function succeed<Value>(value: Value): Parser<Value> {
  return (_, at) => [freeMatch(value, at)];
}

/** One rule after the other. */
export function seq<Values extends readonly unknown[]>(
  ...rules: { [Index in keyof Values]: Parser<Values[Index]> }
): Parser<Values>;
export function seq(...rules: Parser<unknown>[]): Parser<readonly unknown[]> {
  return (tokens, start) =>
    rules.reduce<Parsed<readonly unknown[]>[]>(
      (parsed, rule) =>
        parsed.flatMap((before) =>
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

/** Every way in which any of the rules reads on. */
export function alt<Values extends readonly unknown[]>(
  ...rules: { [Index in keyof Values]: Parser<Values[Index]> }
): Parser<Values[number]> {
  return (tokens, at) => rules.flatMap((rule) => rule(tokens, at));
}

/** With the rule and without it. */
export function maybe<Value>(rule: Parser<Value>): Parser<Value | undefined> {
  return alt<[Value, undefined]>(rule, succeed(undefined));
}

/** Between `least` and `most` times. */
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

/** Each value turned into others; none drops the reading, several fork it. */
export function flatMap<From, To>(
  rule: Parser<From>,
  turn: (value: From) => readonly To[],
): Parser<To> {
  return (tokens, at) =>
    rule(tokens, at).flatMap((parsed) => turn(parsed.value).map((value) => ({ ...parsed, value })));
}

export function map<From, To>(rule: Parser<From>, turn: (value: From) => To): Parser<To> {
  return flatMap(rule, (value) => [turn(value)]);
}

/** The rule, at a price: a reading that costs less wins over it. */
export function withCost<Value>(price: number, rule: Parser<Value>): Parser<Value> {
  return (tokens, at) =>
    rule(tokens, at).map((parsed) => ({ ...parsed, cost: parsed.cost + price }));
}
