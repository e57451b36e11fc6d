import { readWith } from './choose.ts';
import { timeOf } from './clock.ts';
import { anyPeriod } from './period-grammar.ts';
import { resolve, writePeriod } from './resolve.ts';
import {
  type Moment,
  type Outcome,
  type Period,
  type Reading,
  refused,
  understood,
} from './result.ts';
import { alt, map, type Rule } from './rule.ts';
import { moment, type Said, timedDay, timeOfDay } from './time-grammar.ts';

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

type Date = Temporal.PlainDate;

const writeTime = (time: Temporal.PlainTime) => time.toString({ smallestUnit: 'minute' });

function single(outcome: Outcome<Period>): Outcome<Date> {
  if (!outcome.ok) return outcome;
  const { from, until } = outcome.value;
  return from.add({ days: 1 }).equals(until) ? understood(from) : refused('dates.errors.several');
}

/** The day of a moment. */
function dayIn(said: readonly Said[], today: Date): Outcome<Period> {
  const parts = sort(said);
  const time = timeIn(parts);
  if (!time.ok) return time;
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

interface Parts {
  readonly days?: Said & { kind: 'days' };
  readonly part?: Said & { kind: 'part' };
  readonly clock?: Said & { kind: 'clock' };
}

function sort(said: readonly Said[]): Parts {
  return Object.fromEntries(said.map((one) => [one.kind, one]));
}

const noon = { hour: 12, minute: 0 } as const;

/** The time that was said, if one was. Noon is one by itself; the evening is not. */
function timeIn({ clock, part, days }: Parts): Outcome<Temporal.PlainTime | undefined> {
  if (clock) return timeOf(clock.clock, part?.part, days !== undefined);
  return understood(part?.part === 'noon' ? Temporal.PlainTime.from(noon) : undefined);
}

function resolveMoment(said: readonly Said[], now: Temporal.ZonedDateTime): Outcome<Moment> {
  const fromNow = said.find((one) => one.kind === 'minutes');
  if (fromNow) {
    const then = now
      .add({ minutes: fromNow.minutes })
      .round({ smallestUnit: 'minute', roundingMode: 'ceil' });
    return understood({ date: then.toPlainDate(), time: then.toPlainTime() });
  }
  const parts = sort(said);
  const today = now.toPlainDate();
  const time = timeIn(parts);
  if (!time.ok) return time;
  if (parts.days) {
    const date = single(resolve(parts.days.spec, today));
    if (!date.ok) return date;
    return understood({ date: date.value, ...(time.value ? { time: time.value } : {}) });
  }
  if (!time.value) return refused('dates.errors.unreadable');
  const isOver = Temporal.PlainTime.compare(time.value, now.toPlainTime()) < 0;
  return understood({ date: today.add({ days: isOver ? 1 : 0 }), time: time.value });
}

/**
 * A day with a time of day where one is said: `19h30 ngày mai`, `28/11 14h`, `tối nay`, `in 2 hours`.
 * A time alone is the next such time to come; `tối nay` is a day without a time.
 * @param options.now the reader's time, in the reader's zone
 */
export function readDateTime(
  text: string,
  { now }: { readonly now: Temporal.ZonedDateTime },
): Reading<Moment> {
  return readWith(text, {
    rule: moment,
    resolve: (said) => resolveMoment(said, now),
    write: ({ date, time }) =>
      `${time ? `${writeTime(time)} ` : ''}${writePeriod({ from: date, until: date.add({ days: 1 }) })}`,
    unreadable: 'dates.errors.unreadableMoment',
    ambiguous: 'dates.errors.ambiguous',
  });
}

/** A time of day: `19:30`, `7pm`, `19h30`, `7h tối`, `trưa`. An hour without a part of the day is of 24. */
export function readTime(text: string): Reading<Temporal.PlainTime> {
  return readWith(text, {
    rule: timeOfDay,
    resolve: (said) => {
      const time = timeIn(sort(said));
      if (!time.ok) return time;
      return time.value ? understood(time.value) : refused('dates.errors.unreadable');
    },
    write: writeTime,
    unreadable: 'dates.errors.unreadableTime',
    ambiguous: 'dates.errors.ambiguousTime',
  });
}
