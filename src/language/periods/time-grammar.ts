import { clockNumbers } from './clock-numbers.ts';
import { inOrder, lengths, toDuration } from './duration.ts';
import { anyDay } from './month-grammar.ts';
import { beforePeriod, severalDays } from './period-grammar.ts';
import {
  alt,
  costing,
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
import type { Part, Spec } from './spec.ts';
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
  /** Minutes before that time: `8 giờ kém 15`. */
  readonly less?: number;
}

/** One thing said about a moment; a moment is some of these in any order, each once. */
export type Said =
  | { readonly kind: 'days'; readonly spec: Spec }
  | { readonly kind: 'part'; readonly part: Part }
  | { readonly kind: 'clock'; readonly clock: Clock }
  /** `in 2 hours`: a length from now, or before it. */
  | { readonly kind: 'fromNow'; readonly length: Temporal.Duration };

const meridiem = phrase(words('meridiems'));
const hourMark = phrase(words('hourMarks'));
const minuteMark = phrase(words('minuteMarks'));
/** Hours and minutes in words. Some are other words too, which counts against them. */
const spoken = costing(1, phrase(clockNumbers));
const spokenHour = fork(spoken, (value) => (value <= 24 ? [value] : []));
const hour = digits(1, 2);
const anyHour = alt(hour, spokenHour);
const englishNumber = costing(1, phrase({ en: clockNumbers.en, vi: {} }));
const minute = digits(2, 2);

/** Read because clocks write them; times are kept to the minute. */
const second = fork(digits(2, 2), (value) => (value < 60 ? [value] : []));

const beforeTime = phrase(words('beforeTime'));
const oclock = phrase({ en: { oclock: true }, vi: {} });
const followed = <Value>(rule: Rule<Value>, behind: Rule<unknown>): Rule<Value> =>
  map(seq(rule, behind), ([value]) => value);

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
  map(seq(anyHour, meridiem), ([h, half]) => ({ hour: h, minute: 0, meridiem: half })),
  // 8 giờ kém 15
  map(
    seq(anyHour, hourMark, phrase(words('less')), alt(digits(1, 2), spoken), maybe(minuteMark)),
    ([h, , , less]) => ({ hour: h, minute: 0, less }),
  ),
  // half past seven, a quarter to 8 pm
  map(
    seq(
      alt(phrase(words('quarterHours')), followed(digits(1, 2), maybe(minuteMark)), spoken),
      phrase(words('besideHour')),
      anyHour,
      maybe(oclock),
      maybe(meridiem),
    ),
    ([minutes, side, h, , half]) => ({
      hour: h,
      ...(side > 0 ? { minute: minutes } : { minute: 0, less: minutes }),
      ...(half ? { meridiem: half } : { bare: true as const }),
    }),
  ),
  map(
    seq(
      anyHour,
      hourMark,
      alt(
        map(seq(minute, maybe(minuteMark)), ([m]) => m),
        map(seq(digits(1, 1), minuteMark), ([m]) => m),
        followed(spoken, maybe(minuteMark)),
        map(phrase(words('half')), () => 30),
        nothing(0),
      ),
      maybe(meridiem),
    ),
    ([h, , m, half]) => ({ hour: h, minute: m, ...(half ? { meridiem: half } : {}) }),
  ),
  map(seq(anyHour, phrase(words('half'))), ([h]) => ({
    hour: h,
    minute: 30,
    bare: true as const,
  })),
  // seven thirty pm
  fork(seq(englishNumber, englishNumber, maybe(meridiem)), ([h, m, half]): Clock[] =>
    h > 12 || m < 10
      ? []
      : [{ hour: h, minute: m, ...(half ? { meridiem: half } : { bare: true as const }) }],
  ),
  map(phrase(words('hours')), (h) => ({
    hour: h,
    minute: 0,
    ...(h === 0 ? { midnight: true as const } : {}),
  })),
);

const clock: Rule<Said> = map(
  alt<Clock[]>(
    map(seq(maybe(alt(beforeTime, mark('@'))), clockFace), ([, face]) => face),
    map(seq(beforeTime, anyHour), ([, h]) => ({ hour: h, minute: 0, bare: true })),
  ),
  (face) => ({ kind: 'clock', clock: face }),
);

const part: Rule<Said> = map(phrase(words('parts')), (name) => ({ kind: 'part', part: name }));

/** Lengths with hours or minutes in them, from the longest unit to the shortest: days alone are no time of day. */
const clockLength = fork(lengths, (said) =>
  inOrder(said) && said.some(({ unit }) => unit === 'hour' || unit === 'minute')
    ? [toDuration(said)]
    : [],
);
const within = maybe(phrase({ en: {}, vi: { trong: true, 'trong vòng': true } }));
const fromNow: Rule<Said> = map(
  alt(
    map(seq(phrase(words('awayBefore')), clockLength), ([sign, length]) =>
      sign > 0 ? length : length.negated(),
    ),
    map(seq(within, clockLength, phrase(words('awayAfter'))), ([, length, sign]) =>
      sign > 0 ? length : length.negated(),
    ),
  ),
  (length) => ({ kind: 'fromNow', length }),
);

const days: Rule<Said[]> = alt(
  map(seq(beforePeriod, anyDay), ([, spec]): Said[] => [{ kind: 'days', spec }]),
  map(seq(beforePeriod, phrase(words('dayParts'))), ([, { day, part: name }]): Said[] => [
    { kind: 'days', spec: { kind: 'offset', count: day, unit: 'day' } },
    { kind: 'part', part: name },
  ]),
);

const single = map(alt(clock, part), (said): Said[] => [said]);
const once = (kinds: readonly Said[]) =>
  new Set(kinds.map(({ kind }) => kind)).size === kinds.length;
/** Some things said one after the other. */
const all = (rule: Rule<Said[]>, most: number): Rule<Said[]> =>
  fork(many(rule, 1, most), (groups) => {
    const said = groups.flat();
    return once(said) ? [said] : [];
  });
/** `19:30 - 25/12/2026`: a dash between the time and the day. */
const parted = (day: Rule<Said[]>): Rule<Said[]> => {
  const time = all(single, 2);
  const side = fork(all(alt(single, day), 2), (said) =>
    said.some(({ kind }) => kind === 'days') ? [said] : [],
  );
  return fork(alt(seq(time, mark('-'), side), seq(side, mark('-'), time)), ([first, , second]) => {
    const said = [first, second].flat();
    return once(said) && said.some(({ kind }) => kind === 'clock') ? [said] : [];
  });
};

/** A time of day alone: `19:30`, `7h tối`. */
export const timeOfDay: Rule<Said[]> = alt(
  all(single, 2),
  map(seq(hour, mark('.'), minute), ([h, , m]): Said[] => [
    { kind: 'clock', clock: { hour: h, minute: m } },
  ]),
);

/** A day with a time of day: `19h30 ngày mai`. */
export const timedDay: Rule<Said[]> = alt(
  fork(all(alt(single, days), 3), (said) =>
    said.some(({ kind }) => kind === 'days') && said.some(({ kind }) => kind === 'clock')
      ? [said]
      : [],
  ),
  parted(days),
);

/** A day, a time of day, or both in any order. */
export const moment: Rule<Said[]> = alt(
  all(alt(single, days), 3),
  parted(days),
  map(fromNow, (said): Said[] => [said]),
  // Only to say that these are several days.
  all(
    alt(
      single,
      map(seq(beforePeriod, severalDays), ([, spec]): Said[] => [{ kind: 'days', spec }]),
    ),
    2,
  ),
);
