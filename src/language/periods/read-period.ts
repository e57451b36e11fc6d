import { formatDayInput, formatDaysInput } from './format-input.ts';
import { anyPeriod } from './grammar/period.ts';
import { timedDay } from './grammar/time/timed-day.ts';
import type { MomentPart } from './model/moment-part.ts';
import type { Period } from './model/period.ts';
import { type ReadingResult, type Resolution, resolved, unresolved } from './model/result.ts';
import { alt, map, type Parser } from './parser/combinators.ts';
import { readWithGrammar } from './read-with-grammar.ts';
import { minutesAt, widest } from './resolve/day-hours.ts';
import {
  groupByKind,
  isAtEndOfDay,
  requireSingleDay,
  resolveTimeOfDay,
} from './resolve/moment-parts.ts';
import { resolveExpression } from './resolve/resolve-expression.ts';

type Date = Temporal.PlainDate;

/** The hour that begins at the time of a moment, else its part of the day; without hours where neither is clear. */
function resolveDays(parts: readonly MomentPart[], today: Date): Resolution<Period> {
  const { date, ...others } = groupByKind(parts);
  const time = resolveTimeOfDay({ ...others, ...(date ? { date } : {}) });
  // An ambiguous time does not change the day.
  if (!time.ok && time.reason.key !== 'dates.errors.ambiguousTime') return time;
  const days = date
    ? resolveExpression(date.expression, today)
    : unresolved('dates.errors.unreadable');
  if (!days.ok || !time.ok || !time.value || isAtEndOfDay(others)) return days;
  const from = minutesAt(time.value);
  return resolved({ ...days.value, hours: { from, until: from + 60 } });
}

const periodParser: Parser<(today: Date) => Resolution<Period>> = alt(
  map(anyPeriod, (expression) => (today: Date) => resolveExpression(expression, today)),
  map(timedDay, (parts) => (today: Date) => resolveDays(parts, today)),
);

/**
 * Reads days in English or Vietnamese: `this weekend`, `tháng 12`, `21-25/11`, `from Friday to Sunday`. Of one
 * day also hours: `tối mai`, `sau 18h thứ 7`, `9am to noon tomorrow`. The day comes before the month; a date without a year is the next one that is not over; weeks begin on Monday.
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
    // Readings of the same days do not contradict each other.
    format: formatDaysInput,
    merge: widest,
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
