import { readWith } from './choose.ts';
import { namedDays, tetNames } from './named-days.ts';
import { anyPeriod } from './period-grammar.ts';
import { resolve, writePeriod } from './resolve.ts';
import { type Outcome, type Period, type Reading, refused } from './result.ts';
import { alt, map, phrase, type Rule } from './rule.ts';
import { single, sort, timeIn } from './said.ts';
import { type Said, timedDay } from './time-grammar.ts';
import { tokenize } from './tokens.ts';

export { isTimeAlone, readDateTime, readTime } from './date-time.ts';
export { readDuration } from './duration.ts';
export { writePeriod } from './resolve.ts';
export {
  type Failure,
  type Moment,
  type Period,
  type Reading,
  type ReadingError,
  readingErrors,
} from './result.ts';
export { dayParts, type Part } from './spec.ts';

type Date = Temporal.PlainDate;

/** The day of a moment. */
function dayIn(said: readonly Said[], today: Date): Outcome<Period> {
  const parts = sort(said);
  const time = timeIn(parts);
  // Which of two hours is meant makes no other day of it.
  if (!time.ok && time.refusal.key !== 'dates.errors.ambiguousTime') return time;
  return parts.days ? resolve(parts.days.spec, today) : refused('dates.errors.unreadable');
}

const periodWords: Rule<(today: Date) => Outcome<Period>> = alt(
  map(anyPeriod, (spec) => (today: Date) => resolve(spec, today)),
  map(timedDay, (said) => (today: Date) => dayIn(said, today)),
);

/**
 * Days in words of English or Vietnamese: `this weekend`, `tháng 12`, `21-25/11`, `from Friday to Sunday`.
 * Of a day with a time of day the day counts. The day comes before the month; what has no year is the next that is not over; weeks begin on Monday.
 * Never throws, and refuses rather than guesses.
 * @param options.today the reader's day, in the reader's zone
 */
export function readPeriod(text: string, { today }: { readonly today: Date }): Reading<Period> {
  return readWith(text, {
    rule: periodWords,
    resolve: (days) => days(today),
    write: writePeriod,
    unreadable: 'dates.errors.unreadable',
    ambiguous: 'dates.errors.ambiguous',
  });
}

/** One day, in the words that {@link readPeriod} reads; several days are refused. */
export function readDate(text: string, { today }: { readonly today: Date }): Reading<Date> {
  return readWith(text, {
    rule: anyPeriod,
    resolve: (spec) => single(resolve(spec, today)),
    write: (date) => writePeriod({ from: date, until: date.add({ days: 1 }) }),
    unreadable: 'dates.errors.unreadableDay',
    ambiguous: 'dates.errors.ambiguous',
  });
}

const name = alt(phrase(namedDays), phrase(tetNames));

/** Whether a text holds the name of a day, which is in many titles and is somebody's name too: Noel, Tết. */
export function holdsName(text: string): boolean {
  const tokens = tokenize(text) ?? [];
  return tokens.some((_, at) => name(tokens, at).length > 0);
}
