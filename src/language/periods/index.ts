import { anyPeriod } from './grammar/period.ts';
import { readWithGrammar } from './grammar/read-with-grammar.ts';
import { type MomentPart, timedDay } from './grammar/time.ts';
import { type Period, type ReadingResult, type Resolution, unresolved } from './model/result.ts';
import { alt, map, type Parser, phrase } from './parser/combinators.ts';
import { tokenize } from './parser/tokenizer.ts';
import { groupByKind, requireSingleDay, resolveTimeOfDay } from './resolve/moment-parts.ts';
import { formatPeriodInput, resolveExpression } from './resolve/resolve-expression.ts';
import { lunarNewYearNames, namedDays } from './vocabulary/named-days.ts';

export { isOnlyTime, readDateTime, readTime } from './date-time.ts';
export { readDuration } from './grammar/duration.ts';
export { type PartOfDay, partsOfDay } from './model/date-expression.ts';
export {
  type LocalMoment,
  type Period,
  type ReadingError,
  type ReadingFailure,
  type ReadingResult,
  readingErrors,
} from './model/result.ts';
export { formatPeriodInput } from './resolve/resolve-expression.ts';

type Date = Temporal.PlainDate;

/** The day of a moment. */
function dayIn(said: readonly MomentPart[], today: Date): Resolution<Period> {
  const parts = groupByKind(said);
  const time = resolveTimeOfDay(parts);
  // Which of two hours is meant makes no other day of it.
  if (!time.ok && time.reason.key !== 'dates.errors.ambiguousTime') return time;
  return parts.days
    ? resolveExpression(parts.days.spec, today)
    : unresolved('dates.errors.unreadable');
}

const periodWords: Parser<(today: Date) => Resolution<Period>> = alt(
  map(anyPeriod, (spec) => (today: Date) => resolveExpression(spec, today)),
  map(timedDay, (said) => (today: Date) => dayIn(said, today)),
);

/**
 * Days in words of English or Vietnamese: `this weekend`, `tháng 12`, `21-25/11`, `from Friday to Sunday`.
 * Of a day with a time of day the day counts. The day comes before the month; what has no year is the next that is not over; weeks begin on Monday.
 * Never throws, and refuses rather than guesses.
 * @param options.today the reader's day, in the reader's zone
 */
export function readPeriod(
  text: string,
  { today }: { readonly today: Date },
): ReadingResult<Period> {
  return readWithGrammar(text, {
    parser: periodWords,
    resolve: (days) => days(today),
    format: formatPeriodInput,
    unreadable: 'dates.errors.unreadable',
    ambiguous: 'dates.errors.ambiguous',
  });
}

/** One day, in the words that {@link readPeriod} reads; several days are refused. */
export function readDate(text: string, { today }: { readonly today: Date }): ReadingResult<Date> {
  return readWithGrammar(text, {
    parser: anyPeriod,
    resolve: (spec) => requireSingleDay(resolveExpression(spec, today)),
    format: (date) => formatPeriodInput({ from: date, until: date.add({ days: 1 }) }),
    unreadable: 'dates.errors.unreadableDay',
    ambiguous: 'dates.errors.ambiguous',
  });
}

const name = alt(phrase(namedDays), phrase(lunarNewYearNames));

/** Whether a text holds the name of a day, which is in many titles and is somebody's name too: Noel, Tết. */
export function containsNamedDay(text: string): boolean {
  const tokens = tokenize(text) ?? [];
  return tokens.some((_, at) => name(tokens, at).length > 0);
}
