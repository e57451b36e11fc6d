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

type DaySpec = Extract<DateExpression, { kind: 'day' }>;
type DayOfMonthSpec = Extract<DateExpression, { kind: 'dayOfMonth' }>;
type UnitSpec = Extract<DateExpression, { kind: 'unit' }>;

const aDay = (day: number, month: number, year: YearQualifier = {}): DaySpec => ({
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

/** How often a unit: `3`, `three`, `ba`. */
export const count = alt(digits(1, 4), phrase(phrasesFor('numbers')));

/** This week, `next month`, `năm ngoái`: a unit of the calendar counted from the running one. */
export const unitPeriod: Parser<UnitSpec> = flatMap(
  alt(
    seq(whichBefore, aUnit),
    map(seq(aUnit, whichAfter), ([unit, which]) => [which, unit] as const),
  ),
  ([{ offset }, unit]) =>
    offset === undefined || unit === 'day' ? [] : [{ kind: 'unit', unit, offset }],
);
const weeksAway = flatMap(unitPeriod, ({ unit, offset }) => (unit === 'week' ? [offset] : []));
const monthsAway = flatMap(unitPeriod, ({ unit, offset }) => (unit === 'month' ? [offset] : []));
const yearsAway = flatMap(unitPeriod, ({ unit, offset }) => (unit === 'year' ? [offset] : []));

const inYear: Parser<YearQualifier> = alt(
  map(
    seq(
      maybe(alt(mark('/', '-', '.'), phrase(phrasesFor('beforeYear')), phrase(phrasesFor('of')))),
      digits(4, 4),
    ),
    ([, year]) => ({ year }),
  ),
  map(seq(of, yearsAway), ([, yearOffset]) => ({ yearOffset })),
);
export const maybeInYear = map(maybe(inYear), (year) => year ?? {});

export const dayNumber = digits(1, 2);
/** The year at the end of `21/11/2026` or `21/11/26`. */
const shortYear = alt(
  digits(4, 4),
  map(digits(2, 2), (year) => 2000 + year),
);

const numericDay: Parser<DaySpec> = alt(
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
        map(yearsAway, (yearOffset) => ({ yearOffset })),
      ),
    ),
    ([day, , month, year]) => aDay(day, month, year),
  ),
);

const dayBeforeMonth: Parser<DaySpec> = map(
  seq(dayNumber, maybe(ordinal), of, maybe(mark('-', '/')), monthName, maybeInYear),
  ([day, , , , month, year]) => aDay(day, month, year),
);

export const dayAfterMonth: Parser<DaySpec> = map(
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
const namedDay: Parser<DaySpec> = map(
  seq(phrase(namedDays), maybeInYear),
  ([{ day, month }, year]) => aDay(day, month, year),
);

/** `28/11 này` is the next one to come, as without the word; `28/11 tới` is one after today. */
const comingOf = <Day extends DaySpec | DayOfMonthSpec>(
  day: Day,
  { month }: RelativeMeaning,
): Day[] => {
  if (month.includes('coming')) return [day];
  return month.length === 1 && month[0] === 'after' ? [{ ...day, after: true }] : [];
};
const comingDay: Parser<DaySpec> = flatMap(
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
export const dayOfMonth: Parser<DayOfMonthSpec> = map(
  seq(
    alt(
      map(seq(beforeDay, dayNumber), ([, day]) => day),
      map(seq(dayNumber, ordinal), ([day]) => day),
    ),
    maybe(seq(of, monthsAway)),
  ),
  ([day, away]) => ({ kind: 'dayOfMonth', day, ...(away ? { monthOffset: away[1] } : {}) }),
);

/** `ngày 30 này`, `mùng 5 tới`. */
const comingDayOfMonth: Parser<DayOfMonthSpec> = flatMap(
  seq(dayOfMonth, withCost(1, whichAfter)),
  ([day, which]) => (day.monthOffset === undefined ? comingOf(day, which) : []),
);

const calendarDay = flatMap(
  seq(
    beforeDate,
    maybe(weekday),
    beforeDate,
    alt<(DaySpec | DayOfMonthSpec)[]>(
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
  ([, before, , day, behind]): DateExpression[] => {
    if (before !== undefined && behind !== undefined) return [];
    const name = before ?? behind;
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
  map(seq(beforeDate, weekday, of, weeksAway), ([, name, , week]) => onWeekday(name, week)),
  map(seq(weeksAway, beforeDate, weekday), ([week, , name]) => onWeekday(name, week)),
);

/** Units that days can be counted in. */
export const calendarUnit = flatMap(aUnit, (unit): Unit[] =>
  unit === 'weekend' || unit === 'quarter' ? [] : [unit],
);
const offsetDay: Parser<DateExpression> = alt<DateExpression[]>(
  map(phrase(phrasesFor('days')), (days) => ({ kind: 'offset', count: days, unit: 'day' })),
  map(seq(phrase(phrasesFor('awayBefore')), count, calendarUnit), ([sign, many, unit]) => ({
    kind: 'offset',
    count: sign * many,
    unit,
  })),
  map(seq(count, calendarUnit, phrase(phrasesFor('awayAfter'))), ([many, unit, sign]) => ({
    kind: 'offset',
    count: sign * many,
    unit,
  })),
);

/** One day, whatever is said around it about the time. */
export const oneDay: Parser<DateExpression> = alt(calendarDay, weekdayOnly, offsetDay);
