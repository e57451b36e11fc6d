import type { DateExpression, PartOfDay } from '../model/date-expression.ts';
import {
  alt,
  digits,
  flatMap,
  many,
  map,
  mark,
  maybe,
  type Parser,
  phrase,
  seq,
  succeed,
  withCost,
} from '../parser/combinators.ts';
import { clockNumbers } from '../vocabulary/clock-numbers.ts';
import { phrasesFor } from '../vocabulary/phrases.ts';
import { durationParts, isInOrder, toDuration } from './duration.ts';
import { anyDay } from './month.ts';
import { beforePeriod, severalDays } from './period.ts';

/** The hands of a clock as they were said, not yet checked. */
export interface ClockReading {
  readonly hour: number;
  readonly minute: number;
  readonly meridiem?: 'am' | 'pm';
  /** A bare number, which needs a part of the day to be a time. */
  readonly isBare?: true;
  /** Midnight in words: of which night, nobody knows. */
  readonly isMidnightWord?: true;
  /** Minutes before that time: `8 giờ kém 15`. */
  readonly minutesBefore?: number;
}

/** One thing said about a moment; a moment is some of these in any order, each once. */
export type MomentPart =
  | { readonly kind: 'days'; readonly spec: DateExpression }
  | { readonly kind: 'part'; readonly part: PartOfDay }
  | { readonly kind: 'clock'; readonly clock: ClockReading }
  /** `in 2 hours`: a length from now, or before it. */
  | { readonly kind: 'fromNow'; readonly length: Temporal.Duration };

const meridiem = phrase(phrasesFor('meridiems'));
const hourMark = phrase(phrasesFor('hourMarks'));
const minuteMark = phrase(phrasesFor('minuteMarks'));
/** Hours and minutes in words. Some are other words too, which counts against them. */
const spoken = withCost(1, phrase(clockNumbers));
const spokenHour = flatMap(spoken, (value) => (value <= 24 ? [value] : []));
const hour = digits(1, 2);
const anyHour = alt(hour, spokenHour);
const englishNumber = withCost(1, phrase({ en: clockNumbers.en, vi: {} }));
const minute = digits(2, 2);

/** Read because clocks write them; times are kept to the minute. */
const second = flatMap(digits(2, 2), (value) => (value < 60 ? [value] : []));

const beforeTime = phrase(phrasesFor('beforeTime'));
const oclock = phrase({ en: { oclock: true }, vi: {} });
const followed = <Value>(rule: Parser<Value>, behind: Parser<unknown>): Parser<Value> =>
  map(seq(rule, behind), ([value]) => value);

const clockFace: Parser<ClockReading> = alt<ClockReading[]>(
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
    seq(
      anyHour,
      hourMark,
      phrase(phrasesFor('less')),
      alt(digits(1, 2), spoken),
      maybe(minuteMark),
    ),
    ([h, , , minutesBefore]) => ({ hour: h, minute: 0, minutesBefore }),
  ),
  // half past seven, a quarter to 8 pm
  map(
    seq(
      alt(phrase(phrasesFor('quarterHours')), followed(digits(1, 2), maybe(minuteMark)), spoken),
      phrase(phrasesFor('besideHour')),
      anyHour,
      maybe(oclock),
      maybe(meridiem),
    ),
    ([minutes, side, h, , half]) => ({
      hour: h,
      ...(side > 0 ? { minute: minutes } : { minute: 0, minutesBefore: minutes }),
      ...(half ? { meridiem: half } : { isBare: true as const }),
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
        map(phrase(phrasesFor('half')), () => 30),
        succeed(0),
      ),
      maybe(meridiem),
    ),
    ([h, , m, half]) => ({ hour: h, minute: m, ...(half ? { meridiem: half } : {}) }),
  ),
  map(seq(anyHour, phrase(phrasesFor('half'))), ([h]) => ({
    hour: h,
    minute: 30,
    isBare: true as const,
  })),
  // seven thirty pm
  flatMap(seq(englishNumber, englishNumber, maybe(meridiem)), ([h, m, half]): ClockReading[] =>
    h > 12 || m < 10
      ? []
      : [{ hour: h, minute: m, ...(half ? { meridiem: half } : { isBare: true as const }) }],
  ),
  map(phrase(phrasesFor('hours')), (h) => ({
    hour: h,
    minute: 0,
    ...(h === 0 ? { isMidnightWord: true as const } : {}),
  })),
);

const clock: Parser<MomentPart> = map(
  alt<ClockReading[]>(
    map(seq(maybe(alt(beforeTime, mark('@'))), clockFace), ([, face]) => face),
    map(seq(beforeTime, anyHour), ([, h]) => ({ hour: h, minute: 0, isBare: true })),
  ),
  (face) => ({ kind: 'clock', clock: face }),
);

const part: Parser<MomentPart> = map(phrase(phrasesFor('parts')), (name) => ({
  kind: 'part',
  part: name,
}));

/** Lengths with hours or minutes in them, from the longest unit to the shortest: days alone are no time of day. */
const clockLength = flatMap(durationParts, (said) =>
  isInOrder(said) && said.some(({ unit }) => unit === 'hour' || unit === 'minute')
    ? [toDuration(said)]
    : [],
);
const within = maybe(phrase({ en: {}, vi: { trong: true, 'trong vòng': true } }));
const fromNow: Parser<MomentPart> = map(
  alt(
    map(seq(phrase(phrasesFor('awayBefore')), clockLength), ([sign, length]) =>
      sign > 0 ? length : length.negated(),
    ),
    map(seq(within, clockLength, phrase(phrasesFor('awayAfter'))), ([, length, sign]) =>
      sign > 0 ? length : length.negated(),
    ),
  ),
  (length) => ({ kind: 'fromNow', length }),
);

const days: Parser<MomentPart[]> = alt(
  map(seq(beforePeriod, anyDay), ([, spec]): MomentPart[] => [{ kind: 'days', spec }]),
  map(
    seq(beforePeriod, phrase(phrasesFor('dayParts'))),
    ([, { day, part: name }]): MomentPart[] => [
      { kind: 'days', spec: { kind: 'offset', count: day, unit: 'day' } },
      { kind: 'part', part: name },
    ],
  ),
);

const single = map(alt(clock, part), (said): MomentPart[] => [said]);
const once = (kinds: readonly MomentPart[]) =>
  new Set(kinds.map(({ kind }) => kind)).size === kinds.length;
/** Some things said one after the other. */
const all = (rule: Parser<MomentPart[]>, most: number): Parser<MomentPart[]> =>
  flatMap(many(rule, 1, most), (groups) => {
    const said = groups.flat();
    return once(said) ? [said] : [];
  });
/** `19:30 - 25/12/2026`: a dash between the time and the day. */
const parted = (day: Parser<MomentPart[]>): Parser<MomentPart[]> => {
  const time = all(single, 2);
  const side = flatMap(all(alt(single, day), 2), (said) =>
    said.some(({ kind }) => kind === 'days') ? [said] : [],
  );
  return flatMap(
    alt(seq(time, mark('-'), side), seq(side, mark('-'), time)),
    ([first, , second]) => {
      const said = [first, second].flat();
      return once(said) && said.some(({ kind }) => kind === 'clock') ? [said] : [];
    },
  );
};

/** A time of day alone: `19:30`, `7h tối`. */
export const timeOfDay: Parser<MomentPart[]> = alt(
  all(single, 2),
  map(seq(hour, mark('.'), minute), ([h, , m]): MomentPart[] => [
    { kind: 'clock', clock: { hour: h, minute: m } },
  ]),
);

/** A day with a time of day: `19h30 ngày mai`. */
export const timedDay: Parser<MomentPart[]> = alt(
  flatMap(all(alt(single, days), 3), (said) =>
    said.some(({ kind }) => kind === 'days') && said.some(({ kind }) => kind === 'clock')
      ? [said]
      : [],
  ),
  parted(days),
);

/** A day, a time of day, or both in any order. */
export const moment: Parser<MomentPart[]> = alt(
  all(alt(single, days), 3),
  parted(days),
  map(fromNow, (said): MomentPart[] => [said]),
  // Only to say that these are several days.
  all(
    alt(
      single,
      map(seq(beforePeriod, severalDays), ([, spec]): MomentPart[] => [{ kind: 'days', spec }]),
    ),
    2,
  ),
);
