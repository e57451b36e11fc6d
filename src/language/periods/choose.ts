import type { Failure, Outcome, Reading, ReadingError, Refusal } from './result.ts';
import { phrase, type Rule } from './rule.ts';
import { type Token, tokenize } from './tokens.ts';
import { words } from './vocabulary.ts';

/** More of the text than this is not quoted back. */
const longestQuote = 80;

const quote = (text: string) => {
  const clean = text.replace(/\s+/gu, ' ').trim();
  return clean.length > longestQuote ? `${clean.slice(0, longestQuote).toWellFormed()}…` : clean;
};

export function failure(text: string, { key, params, choices }: Refusal): Failure {
  return {
    ok: false,
    key,
    params: { text: quote(text), ...params },
    ...(choices && choices.length > 0 ? { choices } : {}),
  };
}

const lunarWord = phrase(words('lunar'));

/** Two languages in one text are understood, but a reading in one of them is likelier. */
const mixed = 3;
const priceOfMixing = 100;

/** How a kind of text is read. */
export interface Reader<Said, Value> {
  readonly rule: Rule<Said>;
  /** What a reading comes to. */
  resolve(said: Said): Outcome<Value>;
  /** The same for equal values, and fit to be shown where two readings disagree. */
  write(value: Value): string;
  readonly unreadable: ReadingError;
  readonly ambiguous: ReadingError;
}

function choose<Said, Value>(
  tokens: readonly Token[],
  reader: Reader<Said, Value>,
): Outcome<Value> {
  const whole = reader.rule(tokens, 0).filter(({ at }) => at === tokens.length);
  const priced = Map.groupBy(
    whole,
    ({ cost, languages }) => cost + (languages === mixed ? priceOfMixing : 0),
  );
  const outcomes = (priced.get(Math.min(...priced.keys())) ?? []).map(({ value }) =>
    reader.resolve(value),
  );
  const refusals = outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome.refusal]));
  const values = new Map(
    outcomes.flatMap((outcome) =>
      outcome.ok ? [[reader.write(outcome.value), outcome] as const] : [],
    ),
  );
  const [first, second] = values.keys();
  const [only] = values.values();

  const contradiction = refusals.find(({ key }) => key === 'dates.errors.weekday');
  if (contradiction) return { ok: false, refusal: contradiction };
  if (first !== undefined && second !== undefined)
    return {
      ok: false,
      refusal: {
        key: reader.ambiguous,
        params: { first, second },
        choices: [...values.keys()],
      },
    };
  if (only) return only;
  const reason = refusals.find(({ key }) => key !== 'dates.errors.unreadable');
  if (reason) return { ok: false, refusal: reason };
  const isLunar = tokens.some((_, at) => lunarWord(tokens, at).length > 0);
  return { ok: false, refusal: { key: isLunar ? 'dates.errors.lunar' : reader.unreadable } };
}

/** Marks that only part what is parted anyway. */
const partings: ReadonlySet<string> = new Set([',', '(', ')', '[', ']', '|', '·', '•']);

/** Reads a whole text; never throws, whatever it holds. */
export function readWith<Said, Value>(text: string, reader: Reader<Said, Value>): Reading<Value> {
  const tokens = tokenize(text)?.filter(({ text: piece }) => !partings.has(piece));
  if (!tokens || tokens.length === 0) return failure(text, { key: reader.unreadable });
  const outcome = choose(tokens, reader);
  return outcome.ok ? outcome : failure(text, outcome.refusal);
}
