import { formatDayInput, formatPeriodInput } from './format-input.ts';
import { anyPeriod } from './grammar/period.ts';
import { timedDay } from './grammar/time/timed-day.ts';
import type { MomentPart } from './model/moment-part.ts';
import type { Period } from './model/period.ts';
import { type ReadingResult, type Resolution, unresolved } from './model/result.ts';
import { alt, map, type Parser } from './parser/combinators.ts';
import { readWithGrammar } from './read-with-grammar.ts';
import { groupByKind, requireSingleDay, resolveTimeOfDay } from './resolve/moment-parts.ts';
import { resolveExpression } from './resolve/resolve-expression.ts';

type Date = Temporal.PlainDate;

/** The days of a moment; its time of day is only validated. */
function resolveDays(parts: readonly MomentPart[], today: Date): Resolution<Period> {
  const { date, ...others } = groupByKind(parts);
  const time = resolveTimeOfDay({ ...others, ...(date ? { date } : {}) });
  // An ambiguous time does not change the day.
  if (!time.ok && time.reason.key !== 'dates.errors.ambiguousTime') return time;
  return date ? resolveExpression(date.expression, today) : unresolved('dates.errors.unreadable');
}

const periodParser: Parser<(today: Date) => Resolution<Period>> = alt(
  map(anyPeriod, (expression) => (today: Date) => resolveExpression(expression, today)),
  map(timedDay, (parts) => (today: Date) => resolveDays(parts, today)),
);

/**
 * Reads days in English or Vietnamese: `this weekend`, `tháng 12`, `21-25/11`, `from Friday to Sunday`. A time of day is
 * ignored. The day comes before the month; a date without a year is the next one that is not over; weeks begin on Monday.
 * Never throws, and rejects ambiguous texts.
 * @param options.today the current day in the reader's zone
 */
export function readPeriod(
  text: string,
  { today }: { readonly today: Date },
): ReadingResult<Period> {
  return readWithGrammar(text, {
    parser: periodParser,
    resolve: (resolve) => resolve(today),
    format: formatPeriodInput,
    unreadable: 'dates.errors.unreadable',
    ambiguous: 'dates.errors.ambiguous',
  });
}

/** Reads one day in the formats of {@link readPeriod}; several days are rejected. */
export function readDate(text: string, { today }: { readonly today: Date }): ReadingResult<Date> {
  return readWithGrammar(text, {
    parser: anyPeriod,
    resolve: (expression) => requireSingleDay(resolveExpression(expression, today)),
    format: formatDayInput,
    unreadable: 'dates.errors.unreadableDay',
    ambiguous: 'dates.errors.ambiguous',
  });
}
