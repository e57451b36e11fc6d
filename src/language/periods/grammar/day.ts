import type {
  DateExpression,
  RelativeMeaning,
  Unit,
  WeekdayReference,
  YearQualifier,
} from '../model/date-expression.ts';
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
  withCost,
  withoutSpace,
} from '../parser/combinators.ts';
import { namedDays } from '../vocabulary/named-days.ts';
import { phrasesFor } from '../vocabulary/phrases.ts';

type DayExpression = Extract<DateExpression, { kind: 'day' }>;
type DayOfMonthExpression = Extract<DateExpression, { kind: 'dayOfMonth' }>;
type UnitExpression = Extract<DateExpression, { kind: 'unit' }>;

const aDay = (day: number, month: number, year: YearQualifier = {}): DayExpression => ({
  kind: 'day',
  day,
  month,
  ...year,
});

export const weekday = phrase(phrasesFor('weekdays'));
export const monthName = phrase(phrasesFor('months'));
export const ordinal = withoutSpace(phrase(phrasesFor('ordinals')));
export const whichBefore = phrase(phrasesFor('whichBefore'));
export const whichAfter = phrase(phrasesFor('whichAfter'));
export const beforeDate = maybe(phrase(phrasesFor('beforeDate')));
const of = maybe(phrase(phrasesFor('of')));
const aUnit = phrase(phrasesFor('units'));

/** A count of units: `3`, `three`, `ba`. */
export const count = alt(digits(1, 4), phrase(phrasesFor('numbers')));

/** A calendar unit counted from the current one: `this week`, `next month`, `năm ngoái`. */
export const unitPeriod: Parser<UnitExpression> = flatMap(
  alt(
    seq(whichBefore, aUnit),
    map(seq(aUnit, whichAfter), ([unit, which]) => [which, unit] as const),
  ),
  ([{ offset }, unit]) =>
    offset === undefined || unit === 'day' ? [] : [{ kind: 'unit', unit, offset }],
);
const weekInCalendar = flatMap(unitPeriod, ({ unit, offset }) => (unit === 'week' ? [offset] : []));
const monthInCalendar = flatMap(unitPeriod, ({ unit, offset }) =>
  unit === 'month' ? [offset] : [],
);
const yearInCalendar = flatMap(unitPeriod, ({ unit, offset }) => (unit === 'year' ? [offset] : []));

const inYear: Parser<YearQualifier> = alt(
  map(
    seq(
      maybe(alt(mark('/', '-', '.'), phrase(phrasesFor('beforeYear')), phrase(phrasesFor('of')))),
      digits(4, 4),
    ),
    ([, year]) => ({ year }),
  ),
  map(seq(of, yearInCalendar), ([, yearOffset]) => ({ yearOffset })),
);
export const maybeInYear = map(maybe(inYear), (year) => year ?? {});

export const dayNumber = digits(1, 2);
/** The year at the end of `21/11/2026` or `21/11/26`. */
const shortYear = alt(
  digits(4, 4),
  map(digits(2, 2), (year) => 2000 + year),
);

const numericDay: Parser<DayExpression> = alt(
  flatMap(
    seq(dayNumber, mark('/', '-', '.'), dayNumber, maybe(seq(mark('/', '-', '.'), shortYear))),
    ([day, first, month, rest]) => {
      if (rest && rest[0] !== first) return [];
      return [aDay(day, month, rest ? { year: rest[1] } : {})];
    },
  ),
  flatMap(
    seq(digits(4, 4), mark('/', '-', '.'), dayNumber, mark('/', '-', '.'), dayNumber),
    ([year, first, month, second, day]) => (first === second ? [aDay(day, month, { year })] : []),
  ),
  map(
    seq(
      dayNumber,
      mark('/', '-', '.'),
      dayNumber,
      alt(
        map(seq(phrase(phrasesFor('beforeYear')), digits(4, 4)), ([, year]) => ({ year })),
        map(yearInCalendar, (yearOffset) => ({ yearOffset })),
      ),
    ),
    ([day, , month, year]) => aDay(day, month, year),
  ),
);

const dayBeforeMonth: Parser<DayExpression> = map(
  seq(dayNumber, maybe(ordinal), of, maybe(mark('-', '/')), monthName, maybeInYear),
  ([day, , , , month, year]) => aDay(day, month, year),
);

export const dayAfterMonth: Parser<DayExpression> = map(
  seq(
    phrase({ en: phrasesFor('months').en, vi: {} }),
    beforeDate,
    dayNumber,
    maybe(ordinal),
    maybeInYear,
  ),
  ([month, , day, , year]) => aDay(day, month, year),
);

/** `Christmas`, `giáng sinh năm sau`. */
const namedDay: Parser<DayExpression> = map(
  seq(phrase(namedDays), maybeInYear),
  ([{ day, month }, year]) => aDay(day, month, year),
);

/** `28/11 này` is the next one, as without the word; `28/11 tới` is not today. */
const comingOf = <Day extends DayExpression | DayOfMonthExpression>(
  day: Day,
  { month }: RelativeMeaning,
): Day[] => {
  if (month.includes('coming')) return [day];
  return month.length === 1 && month[0] === 'after' ? [{ ...day, after: true }] : [];
};
const comingDay: Parser<DayExpression> = flatMap(
  alt(
    seq(alt(numericDay, dayBeforeMonth, namedDay), withCost(1, whichAfter)),
    map(
      seq(withCost(1, whichBefore), alt(numericDay, dayBeforeMonth, dayAfterMonth, namedDay)),
      ([which, day]) => [day, which] as const,
    ),
  ),
  ([day, which]) =>
    day.year === undefined && day.yearOffset === undefined ? comingOf(day, which) : [],
);

export const beforeDay = phrase(phrasesFor('beforeDay'));
export const dayOfMonth: Parser<DayOfMonthExpression> = map(
  seq(
    alt(
      map(seq(beforeDay, dayNumber), ([, day]) => day),
      map(seq(dayNumber, ordinal), ([day]) => day),
    ),
    maybe(seq(of, monthInCalendar)),
  ),
  ([day, away]) => ({ kind: 'dayOfMonth', day, ...(away ? { monthOffset: away[1] } : {}) }),
);

/** `ngày 30 này`, `mùng 5 tới`. */
const comingDayOfMonth: Parser<DayOfMonthExpression> = flatMap(
  seq(dayOfMonth, withCost(1, whichAfter)),
  ([day, which]) => (day.monthOffset === undefined ? comingOf(day, which) : []),
);

const calendarDay = flatMap(
  seq(
    beforeDate,
    maybe(weekday),
    beforeDate,
    alt<(DayExpression | DayOfMonthExpression)[]>(
      numericDay,
      dayBeforeMonth,
      dayAfterMonth,
      namedDay,
      comingDay,
      map(seq(beforeDay, alt(numericDay, dayBeforeMonth, comingDay)), ([, day]) => day),
      dayOfMonth,
      comingDayOfMonth,
    ),
    // 30/11 (thứ hai)
    maybe(weekday),
  ),
  ([, before, , day, after]): DateExpression[] => {
    if (before !== undefined && after !== undefined) return [];
    const name = before ?? after;
    return [name === undefined ? day : { ...day, weekday: name }];
  },
);

const onWeekday = (name: number, which: WeekdayReference): DateExpression => ({
  kind: 'weekday',
  weekday: name,
  which,
});
const weekdayOnly: Parser<DateExpression> = alt<DateExpression[]>(
  map(seq(beforeDate, weekday), ([, name]) => onWeekday(name, 'coming')),
  flatMap(seq(beforeDate, whichBefore, weekday), ([, which, name]) =>
    which.weekday.map((day) => onWeekday(name, day)),
  ),
  flatMap(seq(beforeDate, weekday, whichAfter), ([, name, which]) =>
    which.weekday.map((day) => onWeekday(name, day)),
  ),
  map(seq(beforeDate, weekday, of, weekInCalendar), ([, name, , week]) => onWeekday(name, week)),
  map(seq(weekInCalendar, beforeDate, weekday), ([week, , name]) => onWeekday(name, week)),
);

/** Units in which days can be counted. */
export const calendarUnit = flatMap(aUnit, (unit): Unit[] =>
  unit === 'weekend' || unit === 'quarter' ? [] : [unit],
);
const offsetDay: Parser<DateExpression> = alt<DateExpression[]>(
  map(phrase(phrasesFor('relativeDays')), (days) => ({ kind: 'offset', count: days, unit: 'day' })),
  map(seq(phrase(phrasesFor('offsetBefore')), count, calendarUnit), ([sign, many, unit]) => ({
    kind: 'offset',
    count: sign * many,
    unit,
  })),
  map(seq(count, calendarUnit, phrase(phrasesFor('offsetAfter'))), ([many, unit, sign]) => ({
    kind: 'offset',
    count: sign * many,
    unit,
  })),
);

/** One day, without its time. */
export const oneDay: Parser<DateExpression> = alt(calendarDay, weekdayOnly, offsetDay);
