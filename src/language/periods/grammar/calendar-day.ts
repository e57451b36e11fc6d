import type {
  DateExpression,
  LunarDay,
  RelativeMeaning,
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
} from '../parser/combinators.ts';
import { earlyDays, solarMarks } from '../vocabulary/lunar-words.ts';
import { isLunarFestival, namedDays, namedEvenings } from '../vocabulary/named-days.ts';
import { phrasesFor } from '../vocabulary/phrases.ts';
import {
  anyDayNumber,
  beforeDate,
  beforeDay,
  dayNumber,
  maybeInYear,
  monthInCalendar,
  monthName,
  of,
  ordinal,
  ordinalDay,
  shortYear,
  weekday,
  whichAfter,
  whichBefore,
  yearInCalendar,
} from './basics.ts';
import { lunarDay } from './lunar/lunar.ts';

type DayExpression = Extract<DateExpression, { kind: 'day' }>;
type DayOfMonthExpression = Extract<DateExpression, { kind: 'dayOfMonth' }>;

const aDay = (day: number, month: number, year: YearQualifier = {}): DayExpression => ({
  kind: 'day',
  day,
  month,
  ...year,
});
const solarMark = phrase(solarMarks);

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

/** `5 Dec 26`, `5 tháng 12 năm 26` */
const shortYearAfterMonth: Parser<YearQualifier> = flatMap(
  seq(maybe(phrase(phrasesFor('beforeYear'))), digits(2, 2)),
  ([, year]): YearQualifier[] => (year > 24 && year < 60 ? [{ year: 2000 + year }] : []),
);
const anyMonthName = alt(monthName, phrase(phrasesFor('shortMonths')));
const dayBeforeMonth: Parser<DayExpression> = map(
  seq(
    alt(
      map(seq(anyDayNumber, maybe(ordinal)), ([day]) => day),
      ordinalDay,
    ),
    of,
    maybe(mark('-', '/')),
    anyMonthName,
    alt(maybeInYear, shortYearAfterMonth),
  ),
  ([day, , , month, year]) => aDay(day, month, year),
);

export const dayAfterMonth: Parser<DayExpression> = map(
  seq(
    phrase({ en: phrasesFor('months').en, vi: {} }),
    beforeDate,
    alt(
      map(seq(dayNumber, maybe(ordinal)), ([day]) => day),
      ordinalDay,
    ),
    maybeInYear,
  ),
  ([month, , day, year]) => aDay(day, month, year),
);

/** `Christmas`, `giáng sinh năm sau`; the name of an evening is rather that than a day with a part of it. */
const namedDay: Parser<DayExpression> = flatMap(
  seq(alt(phrase(namedDays), withCost(-1, phrase(namedEvenings))), maybeInYear),
  ([rules, year]) =>
    rules.map(({ day, month }): DayExpression => ({ ...aDay(day, month, year), isSolar: true })),
);

const leapDay: Parser<DayExpression> = map(
  seq(phrase({ en: { 'leap day': true }, vi: {} }), maybeInYear),
  ([, year]) => ({ ...aDay(29, 2, year), isSolar: true }),
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

/** `tháng sau ngày 5`, `next month on the 5th`, `30 tháng này`, `first of next month` */
const dayAndMonth: Parser<DayOfMonthExpression> = map(
  alt<[number, number][]>(
    map(
      seq(
        monthInCalendar,
        maybe(phrase({ en: { on: true, 'on the': true, the: true }, vi: { vào: true } })),
        alt(
          map(seq(beforeDay, dayNumber), ([, day]) => day),
          ordinalDay,
        ),
      ),
      ([month, , day]): [number, number] => [day, month],
    ),
    flatMap(seq(dayNumber, monthInCalendar), ([day, month]): [number, number][] =>
      month === 0 ? [[day, month]] : [],
    ),
    map(
      seq(ordinalDay, phrase(phrasesFor('of')), monthInCalendar),
      ([day, , month]): [number, number] => [day, month],
    ),
  ),
  ([day, monthOffset]) => ({ kind: 'dayOfMonth', day, monthOffset }),
);
/** `tháng 12 ngày 5`, `Dec-5` */
const monthAndDay: Parser<DayExpression> = map(
  alt(
    map(
      seq(phrase({ en: {}, vi: phrasesFor('months').vi }), beforeDay, dayNumber),
      ([month, , day]) => [day, month] as const,
    ),
    map(
      seq(phrase({ en: phrasesFor('months').en, vi: {} }), mark('-'), dayNumber),
      ([month, , day]) => [day, month] as const,
    ),
  ),
  ([day, month]) => aDay(day, month),
);

export const dayOfMonth: Parser<DayOfMonthExpression> = map(
  seq(
    alt(
      map(seq(beforeDay, anyDayNumber), ([, day]) => day),
      map(seq(dayNumber, ordinal), ([day]) => day),
      map(seq(phrase({ en: { the: true }, vi: {} }), ordinalDay), ([, day]) => day),
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

/** `mùng 5 tháng 5` is a festival of the lunar calendar, if not the day of the solar one. */
const earlyDay = flatMap(
  seq(phrase(earlyDays), alt(numericDay, dayBeforeMonth, comingDay)),
  ([, solar]): LunarDay[] => {
    const { isSolar: _, kind: __, weekday: ___, ...date } = solar;
    return isLunarFestival(solar.day, solar.month) ? [{ kind: 'lunarDay', ...date }] : [];
  },
);

export const calendarDay = flatMap(
  seq(
    beforeDate,
    maybe(weekday),
    beforeDate,
    alt<(DayExpression | DayOfMonthExpression | LunarDay)[]>(
      numericDay,
      dayBeforeMonth,
      dayAfterMonth,
      namedDay,
      leapDay,
      comingDay,
      earlyDay,
      map(seq(beforeDay, alt(numericDay, dayBeforeMonth, comingDay)), ([, day]) => day),
      map(
        seq(maybe(beforeDay), alt(numericDay, dayBeforeMonth, dayAfterMonth), solarMark),
        ([, day]): DayExpression => ({ ...day, isSolar: true }),
      ),
      map(
        seq(solarMark, maybe(beforeDay), alt(numericDay, dayBeforeMonth)),
        ([, , day]): DayExpression => ({ ...day, isSolar: true }),
      ),
      lunarDay,
      monthAndDay,
      dayAndMonth,
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
