import { count, oneDay } from './day-grammar.ts';
import { severalDays } from './period-grammar.ts';
import {
  alt,
  digits,
  fork,
  many,
  map,
  mark,
  maybe,
  nothing,
  phrase,
  type Rule,
  seq,
} from './rule.ts';
import type { ClockUnit, Part, Spec } from './spec.ts';
import { words } from './vocabulary.ts';

/** The hands of a clock as they were said, not yet checked. */
export interface Clock {
  readonly hour: number;
  readonly minute: number;
  readonly meridiem?: 'am' | 'pm';
  /** A bare number, which needs a part of the day to be a time. */
  readonly bare?: true;
  /** Midnight in words: of which night, nobody knows. */
  readonly midnight?: true;
}

/** One thing said about a moment; a moment is some of these in any order, each once. */
export type Said =
  | { readonly kind: 'days'; readonly spec: Spec }
  | { readonly kind: 'part'; readonly part: Part }
  | { readonly kind: 'clock'; readonly clock: Clock }
  /** `in 2 hours`, counted in minutes from now. */
  | { readonly kind: 'minutes'; readonly minutes: number };

const meridiem = phrase(words('meridiems'));
const hourMark = phrase(words('hourMarks'));
const minuteMark = phrase(words('minuteMarks'));
const hour = digits(1, 2);
const minute = digits(2, 2);

/** Read because clocks write them; times are kept to the minute. */
const second = fork(digits(2, 2), (value) => (value < 60 ? [value] : []));

const clockFace: Rule<Clock> = alt<Clock[]>(
  map(
    seq(hour, mark(':'), minute, maybe(seq(mark(':'), second)), maybe(meridiem)),
    ([h, , m, , half]) => ({ hour: h, minute: m, ...(half ? { meridiem: half } : {}) }),
  ),
  map(seq(hour, mark('.'), minute, meridiem), ([h, , m, half]) => ({
    hour: h,
    minute: m,
    meridiem: half,
  })),
  map(seq(hour, meridiem), ([h, half]) => ({ hour: h, minute: 0, meridiem: half })),
  map(
    seq(
      hour,
      hourMark,
      alt(
        map(seq(minute, maybe(minuteMark)), ([m]) => m),
        map(seq(digits(1, 1), minuteMark), ([m]) => m),
        map(phrase(words('half')), () => 30),
        nothing(0),
      ),
      maybe(meridiem),
    ),
    ([h, , m, half]) => ({ hour: h, minute: m, ...(half ? { meridiem: half } : {}) }),
  ),
  map(seq(hour, phrase(words('half'))), ([h]) => ({ hour: h, minute: 30, bare: true as const })),
  map(phrase(words('hours')), (h) => ({
    hour: h,
    minute: 0,
    ...(h === 0 ? { midnight: true as const } : {}),
  })),
);

const beforeTime = phrase(words('beforeTime'));
const clock: Rule<Said> = map(
  alt<Clock[]>(
    map(seq(maybe(alt(beforeTime, mark('@'))), clockFace), ([, face]) => face),
    map(seq(beforeTime, hour), ([, h]) => ({ hour: h, minute: 0, bare: true })),
  ),
  (face) => ({ kind: 'clock', clock: face }),
);

const part: Rule<Said> = map(phrase(words('parts')), (name) => ({ kind: 'part', part: name }));

const minutesIn: Readonly<Partial<Record<ClockUnit, number>>> = { hour: 60, minute: 1 };
const clockUnit = fork(phrase(words('clockUnits')), (unit) => {
  const minutes = minutesIn[unit];
  return minutes === undefined ? [] : [minutes];
});
const fromNow: Rule<Said> = map(
  alt(
    map(seq(phrase(words('awayBefore')), count, clockUnit), ([sign, n, unit]) => sign * n * unit),
    map(seq(count, clockUnit, phrase(words('awayAfter'))), ([n, unit, sign]) => n * unit * sign),
  ),
  (minutes) => ({ kind: 'minutes', minutes }),
);

const days: Rule<Said[]> = alt(
  map(oneDay, (spec): Said[] => [{ kind: 'days', spec }]),
  map(phrase(words('dayParts')), ({ day, part: name }): Said[] => [
    { kind: 'days', spec: { kind: 'offset', count: day, unit: 'day' } },
    { kind: 'part', part: name },
  ]),
);

const single = map(alt(clock, part), (said): Said[] => [said]);
const once = (kinds: readonly Said[]) =>
  new Set(kinds.map(({ kind }) => kind)).size === kinds.length;
const all = (rule: Rule<Said[]>, most: number): Rule<Said[]> =>
  fork(many(rule, 1, most), (groups) => {
    const said = groups.flat();
    return once(said) ? [said] : [];
  });

/** A time of day alone: `19:30`, `7h tối`. */
export const timeOfDay: Rule<Said[]> = alt(
  all(single, 2),
  map(seq(hour, mark('.'), minute), ([h, , m]): Said[] => [
    { kind: 'clock', clock: { hour: h, minute: m } },
  ]),
);

/** A day with a time of day: `19h30 ngày mai`. */
export const timedDay: Rule<Said[]> = fork(all(alt(single, days), 3), (said) =>
  said.some(({ kind }) => kind === 'days') && said.some(({ kind }) => kind === 'clock')
    ? [said]
    : [],
);

/** A day, a time of day, or both in any order. */
export const moment: Rule<Said[]> = alt(
  all(alt(single, days), 3),
  map(fromNow, (said): Said[] => [said]),
  // Only to say that these are several days.
  all(
    alt(
      single,
      map(severalDays, (spec): Said[] => [{ kind: 'days', spec }]),
    ),
    2,
  ),
);
