import type {
  FailureReason,
  ReadingError,
  ReadingFailure,
  ReadingResult,
  Resolution,
} from '../model/result.ts';
import { type Parser, phrase } from '../parser/combinators.ts';
import { type Token, tokenize } from '../parser/tokenizer.ts';
import { phrasesFor } from '../vocabulary/phrases.ts';

/** More of the text than this is not quoted back. */
const longestQuote = 80;

const quote = (text: string) => {
  const clean = text.replace(/\s+/gu, ' ').trim();
  return clean.length > longestQuote ? `${clean.slice(0, longestQuote).toWellFormed()}…` : clean;
};

export function readingFailure(
  text: string,
  { key, params, choices }: FailureReason,
): ReadingFailure {
  return {
    ok: false,
    key,
    params: { text: quote(text), ...params },
    ...(choices && choices.length > 0 ? { choices } : {}),
  };
}

const lunarWord = phrase(phrasesFor('lunar'));

/** Two languages in one text are understood, but a reading in one of them is likelier. */
const bothLanguages = 3;
const mixedLanguageCost = 100;

/** How a kind of text is read. */
export interface GrammarReader<Said, Value> {
  readonly parser: Parser<Said>;
  /** What a reading comes to. */
  resolve(said: Said): Resolution<Value>;
  /** The same for equal values, and fit to be shown where two readings disagree. */
  format(value: Value): string;
  readonly unreadable: ReadingError;
  readonly ambiguous: ReadingError;
}

function chooseReading<Said, Value>(
  tokens: readonly Token[],
  reader: GrammarReader<Said, Value>,
): Resolution<Value> {
  const whole = reader.parser(tokens, 0).filter(({ at }) => at === tokens.length);
  const priced = Map.groupBy(
    whole,
    ({ cost, languages }) => cost + (languages === bothLanguages ? mixedLanguageCost : 0),
  );
  const outcomes = (priced.get(Math.min(...priced.keys())) ?? []).map(({ value }) =>
    reader.resolve(value),
  );
  const refusals = outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome.reason]));
  const values = new Map(
    outcomes.flatMap((outcome) =>
      outcome.ok ? [[reader.format(outcome.value), outcome] as const] : [],
    ),
  );
  const [first, second] = values.keys();
  const [only] = values.values();

  const contradiction = refusals.find(({ key }) => key === 'dates.errors.weekday');
  if (contradiction) return { ok: false, reason: contradiction };
  if (first !== undefined && second !== undefined)
    return {
      ok: false,
      reason: {
        key: reader.ambiguous,
        params: { first, second },
        choices: [...values.keys()],
      },
    };
  if (only) return only;
  const reason = refusals.find(({ key }) => key !== 'dates.errors.unreadable');
  if (reason) return { ok: false, reason };
  const isLunar = tokens.some((_, at) => lunarWord(tokens, at).length > 0);
  return { ok: false, reason: { key: isLunar ? 'dates.errors.lunar' : reader.unreadable } };
}

/** Marks that only part what is parted anyway. */
const separators: ReadonlySet<string> = new Set([',', '(', ')', '[', ']', '|', '·', '•']);

/** Reads a whole text; never throws, whatever it holds. */
export function readWithGrammar<Said, Value>(
  text: string,
  reader: GrammarReader<Said, Value>,
): ReadingResult<Value> {
  const tokens = tokenize(text)?.filter(({ text: piece }) => !separators.has(piece));
  if (!tokens || tokens.length === 0) return readingFailure(text, { key: reader.unreadable });
  const outcome = chooseReading(tokens, reader);
  return outcome.ok ? outcome : readingFailure(text, outcome.reason);
}
