import type { ClockReading, MomentPart } from '../model/moment-part.ts';
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
import { singleDay } from './parts.ts';
import { beforePeriod, severalDays } from './period.ts';

const meridiem = phrase(phrasesFor('meridiems'));
const hourMark = phrase(phrasesFor('hourMarks'));
const minuteMark = phrase(phrasesFor('minuteMarks'));
/** Hours and minutes in words, at a cost since some have other meanings. */
const spoken = withCost(1, phrase(clockNumbers));
const spokenHour = flatMap(spoken, (value) => (value <= 24 ? [value] : []));
const hour = digits(1, 2);
const anyHour = alt(hour, spokenHour);
const englishNumber = withCost(1, phrase({ en: clockNumbers.en, vi: {} }));
const minute = digits(2, 2);

/** Accepted but ignored: times are precise to the minute. */
const second = flatMap(digits(2, 2), (value) => (value < 60 ? [value] : []));

const beforeTime = phrase(phrasesFor('beforeTime'));
const oclock = phrase({ en: { oclock: true }, vi: {} });
const followedBy = <Value>(rule: Parser<Value>, next: Parser<unknown>): Parser<Value> =>
  map(seq(rule, next), ([value]) => value);

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
      alt(phrase(phrasesFor('quarterHours')), followedBy(digits(1, 2), maybe(minuteMark)), spoken),
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
        map(seq(minute, maybe(minuteMark)), ([m]) => m),
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

const clock: Parser<MomentPart> = map(
  alt<ClockReading[]>(
    map(seq(maybe(alt(beforeTime, mark('@'))), clockFace), ([, face]) => face),
    map(seq(beforeTime, anyHour), ([, h]) => ({ hour: h, minute: 0, isBare: true })),
  ),
  (face) => ({ kind: 'clock', clock: face }),
);

const part: Parser<MomentPart> = map(phrase(phrasesFor('partsOfDay')), (name) => ({
  kind: 'partOfDay',
  partOfDay: name,
}));

/** Lengths with hours or minutes; days alone are no time of day. */
const clockLength = flatMap(durationParts, (parts) =>
  isInOrder(parts) && parts.some(({ unit }) => unit === 'hour' || unit === 'minute')
    ? [toDuration(parts)]
    : [],
);
const within = maybe(phrase({ en: {}, vi: { trong: true, 'trong vòng': true } }));
const offsetFromNow: Parser<MomentPart> = map(
  alt(
    map(seq(phrase(phrasesFor('offsetBefore')), clockLength), ([sign, length]) =>
      sign > 0 ? length : length.negated(),
    ),
    map(seq(within, clockLength, phrase(phrasesFor('offsetAfter'))), ([, length, sign]) =>
      sign > 0 ? length : length.negated(),
    ),
  ),
  (length) => ({ kind: 'offsetFromNow', length }),
);

const days: Parser<MomentPart[]> = alt(
  map(seq(beforePeriod, singleDay), ([, expression]): MomentPart[] => [
    { kind: 'date', expression },
  ]),
  map(
    seq(beforePeriod, phrase(phrasesFor('daysWithPart'))),
    ([, { day, partOfDay: name }]): MomentPart[] => [
      { kind: 'date', expression: { kind: 'offset', count: day, unit: 'day' } },
      { kind: 'partOfDay', partOfDay: name },
    ],
  ),
);

const single = map(alt(clock, part), (single): MomentPart[] => [single]);
const areDistinct = (parts: readonly MomentPart[]) =>
  new Set(parts.map(({ kind }) => kind)).size === parts.length;
/** Some parts in sequence, each kind at most once. */
const several = (rule: Parser<MomentPart[]>, most: number): Parser<MomentPart[]> =>
  flatMap(many(rule, 1, most), (groups) => {
    const parts = groups.flat();
    return areDistinct(parts) ? [parts] : [];
  });
/** `19:30 - 25/12/2026`: a dash between the time and the date. */
const withDash = (day: Parser<MomentPart[]>): Parser<MomentPart[]> => {
  const time = several(single, 2);
  const side = flatMap(several(alt(single, day), 2), (parts) =>
    parts.some(({ kind }) => kind === 'date') ? [parts] : [],
  );
  return flatMap(
    alt(seq(time, mark('-'), side), seq(side, mark('-'), time)),
    ([first, , second]) => {
      const parts = [first, second].flat();
      return areDistinct(parts) && parts.some(({ kind }) => kind === 'clock') ? [parts] : [];
    },
  );
};

/** A time of day alone: `19:30`, `7h tối`. */
export const timeOfDay: Parser<MomentPart[]> = alt(
  several(single, 2),
  map(seq(hour, mark('.'), minute), ([h, , m]): MomentPart[] => [
    { kind: 'clock', clock: { hour: h, minute: m } },
  ]),
);

/** A date with a time of day: `19h30 ngày mai`. */
export const timedDay: Parser<MomentPart[]> = alt(
  flatMap(several(alt(single, days), 3), (parts) =>
    parts.some(({ kind }) => kind === 'date') && parts.some(({ kind }) => kind === 'clock')
      ? [parts]
      : [],
  ),
  withDash(days),
);

/** A date, a time of day, or both in any order. */
export const moment: Parser<MomentPart[]> = alt(
  several(alt(single, days), 3),
  withDash(days),
  map(offsetFromNow, (single): MomentPart[] => [single]),
  // Several days, so that the error can say so.
  several(
    alt(
      single,
      map(seq(beforePeriod, severalDays), ([, expression]): MomentPart[] => [
        { kind: 'date', expression },
      ]),
    ),
    2,
  ),
);
