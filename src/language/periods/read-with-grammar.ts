import { readingFailure } from './model/reading-failure.ts';
import {
  type ReadingError,
  type ReadingResult,
  type Resolution,
  resolved,
} from './model/result.ts';
import { occursIn, type Parser, parseWhole, phrase } from './parser/combinators.ts';
import { type Token, tokenize } from './parser/tokenizer.ts';
import { phrasesFor } from './vocabulary/phrases.ts';
import { withoutFillers } from './without-fillers.ts';

const lunarWord = phrase(phrasesFor('lunar'));

/** Texts with words of both languages are understood, but a reading in one language is preferred. */
const bothLanguages = 3;
const mixedLanguageCost = 100;

/** How a kind of text is parsed and resolved. */
export interface GrammarReader<Parsed, Value> {
  readonly parser: Parser<Parsed>;
  resolve(parsed: Parsed): Resolution<Value>;
  /** Equal for equal values; shown to the user when two readings contradict each other. */
  format(value: Value): string;
  /** What values that are formatted the same have in common; one of them by default. */
  merge?(values: readonly Value[]): Value | undefined;
  readonly unreadable: ReadingError;
  readonly ambiguous: ReadingError;
}

function chooseReading<Parsed, Value>(
  tokens: readonly Token[],
  reader: GrammarReader<Parsed, Value>,
): Resolution<Value> {
  const byCost = Map.groupBy(
    parseWhole(reader.parser, tokens),
    ({ cost, languages }) => cost + (languages === bothLanguages ? mixedLanguageCost : 0),
  );
  const cheapest = byCost.get(Math.min(...byCost.keys())) ?? [];
  const resolutions = cheapest.map(({ value }) => reader.resolve(value));
  const failures = resolutions.flatMap((one) => (one.ok ? [] : [one.reason]));
  const found = resolutions.flatMap((one) => (one.ok ? [one.value] : []));
  const values = new Map(found.map((one) => [reader.format(one), one] as const));
  // A meaning that is unclear by itself adds its own choices to those of the others.
  const unclear = failures.flatMap(({ key, choices = [] }) =>
    key === 'dates.errors.ambiguous' ? choices : [],
  );
  const meanings = [...new Set([...values.keys(), ...unclear])];
  const [first, second] = meanings;
  const [only] = values.values();

  const contradiction = failures.find(({ key }) => key === 'dates.errors.weekday');
  if (contradiction) return { ok: false, reason: contradiction };
  if (first !== undefined && second !== undefined) {
    const reason = {
      key: reader.ambiguous,
      params: { first, second },
      choices: meanings,
    };
    return { ok: false, reason };
  }
  if (only !== undefined) return resolved(reader.merge?.(found) ?? only);
  const reason = failures.find(({ key }) => key !== 'dates.errors.unreadable');
  if (reason) return { ok: false, reason };
  const isLunar = occursIn(lunarWord, tokens);
  return { ok: false, reason: { key: isLunar ? 'dates.errors.lunar' : reader.unreadable } };
}

/** Punctuation without meaning. */
const separators: ReadonlySet<string> = new Set([',', '(', ')', '[', ']', '|', '·', '•']);

/** Reads a whole text; never throws. */
export function readWithGrammar<Parsed, Value>(
  text: string,
  reader: GrammarReader<Parsed, Value>,
): ReadingResult<Value> {
  const tokens = tokenize(text)?.filter((token) => !separators.has(token.text));
  if (!tokens || tokens.length === 0) return readingFailure(text, { key: reader.unreadable });
  const whole = chooseReading(tokens, reader);
  if (whole.ok) return whole;
  const rest = withoutFillers(tokens);
  const isSame = rest.length === 0 || rest.length === tokens.length;
  const resolution = isSame ? whole : chooseReading(rest, reader);
  return resolution.ok ? resolution : readingFailure(text, resolution.reason);
}
