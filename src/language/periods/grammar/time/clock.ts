import type { ClockReading } from '../../model/clock-reading.ts';
import {
  alt,
  digits,
  flatMap,
  map,
  mark,
  maybe,
  type Parser,
  phrase,
  seq,
  succeed,
  withCost,
} from '../../parser/combinators.ts';
import { clockNumbers } from '../../vocabulary/clock-numbers.ts';
import { phrasesFor } from '../../vocabulary/phrases.ts';

const meridiem = phrase(phrasesFor('meridiems'));
const hourMark = phrase(phrasesFor('hourMarks'));
const minuteMark = phrase(phrasesFor('minuteMarks'));
/** Hours and minutes in words, at a cost since some have other meanings. */
const spoken = withCost(1, phrase(clockNumbers));
const spokenHour = flatMap(spoken, (value) => (value <= 24 ? [value] : []));
export const hour = digits(1, 2);
export const anyHour = alt(hour, spokenHour);
export const englishNumber = withCost(1, phrase({ en: clockNumbers.en, vi: {} }));
export const minute = digits(2, 2);

/** Accepted but ignored: times are precise to the minute. */
const second = flatMap(digits(2, 2), (value) => (value < 60 ? [value] : []));

export const beforeTime = phrase(phrasesFor('beforeTime'));
export const aboutTime = phrase(phrasesFor('aboutTime'));
const oclock = phrase({ en: { oclock: true }, vi: {} });
const followedBy = <Value>(rule: Parser<Value>, next: Parser<unknown>): Parser<Value> =>
  map(seq(rule, next), ([value]) => value);

/** A time of day as clocks and people tell it. */
export const clockFace: Parser<ClockReading> = alt<ClockReading[]>(
  map(
    seq(hour, mark(':'), minute, maybe(seq(mark(':'), second)), maybe(meridiem)),
    ([h, , m, , half]) => ({ hour: h, minute: m, ...(half ? { meridiem: half } : {}) }),
  ),
  map(seq(hour, mark('.'), minute, meridiem), ([h, , m, half]) => ({
    hour: h,
    minute: m,
    meridiem: half,
  })),
  // 7.30 tối mai, where it can be no date
  flatMap(seq(hour, mark('.'), minute), ([h, , m]): ClockReading[] =>
    h <= 24 && (m === 0 || m > 12) ? [{ hour: h, minute: m }] : [],
  ),
  map(seq(anyHour, meridiem), ([h, half]) => ({ hour: h, minute: 0, meridiem: half })),
  // half six
  flatMap(
    seq(phrase({ en: { half: true }, vi: {} }), alt(hour, englishNumber), maybe(meridiem)),
    ([, h, half]): ClockReading[] =>
      h < 1 || h > 12
        ? []
        : [{ hour: h, minute: 30, ...(half ? { meridiem: half } : { isBare: true as const }) }],
  ),
  // 8 giờ kém 15
  map(
    seq(
      anyHour,
      hourMark,
      phrase(phrasesFor('minutesBeforeHour')),
      alt(digits(1, 2), spoken),
      maybe(minuteMark),
    ),
    ([h, , , minutesBefore]) => ({ hour: h, minute: 0, minutesBefore }),
  ),
  // 9 kém 15
  map(
    seq(
      anyHour,
      phrase(phrasesFor('minutesBeforeHour')),
      alt(digits(1, 2), spoken),
      maybe(minuteMark),
    ),
    ([h, , minutesBefore]) => ({ hour: h, minute: 0, minutesBefore, isBare: true as const }),
  ),
  // half past seven, a quarter to 8 pm
  map(
    seq(
      alt(
        phrase(phrasesFor('quarterHours')),
        followedBy(alt(digits(1, 2), spoken), maybe(minuteMark)),
      ),
      phrase(phrasesFor('pastOrTo')),
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
        map(seq(minute, maybe(alt(minuteMark, mark("'")))), ([m]) => m),
        map(seq(digits(1, 1), minuteMark), ([m]) => m),
        followedBy(spoken, maybe(minuteMark)),
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
