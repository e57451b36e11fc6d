import type { HolidayRule } from '../../../holidays/index.ts';
import type { DateExpression, LunarYearQualifier } from '../../model/date-expression.ts';
import {
  alt,
  flatMap,
  map,
  maybe,
  type Parser,
  phrase,
  seq,
  withCost,
} from '../../parser/combinators.ts';
import { clockNumbers } from '../../vocabulary/clock-numbers.ts';
import { lunarYearEnds, tetNames, tetWords } from '../../vocabulary/lunar-words.ts';
import { movingDays } from '../../vocabulary/named-days.ts';
import { animalYears } from '../../vocabulary/year-names.ts';
import {
  anyDayNumber,
  beforeDate,
  dayNumber,
  ordinalDay,
  the,
  weekday,
  whichAfter,
  whichBefore,
} from '../basics.ts';
import { earlyNumber } from './lunar.ts';
import { lunarYear, yearName } from './lunar-year.ts';

type HolidayExpression = Extract<DateExpression, { kind: 'holiday' }>;

const maybeYear = map(
  maybe(
    alt<LunarYearQualifier[]>(
      lunarYear,
      map(phrase(animalYears), (yearName) => ({ yearName })),
    ),
  ),
  (year) => year ?? {},
);

/** A day into the new year, or one of the last days before it. */
const tetRule = (day: number, isEarly: boolean): HolidayRule[] => {
  if (day >= 1 && day <= 10) return [{ kind: 'newYear', first: day - 1, length: 1 }];
  return day >= 20 && day <= 30 && !isEarly ? [{ kind: 'beforeNewYear', day }] : [];
};
/** Whether the name of a lunar year follows, which is left to be read. */
const isBeforeYearName: Parser<true> = (source, at) =>
  yearName(source, at).map(({ cost, languages }) => ({ value: true, at, cost, languages }));
const dayWord = phrase({ en: { day: true }, vi: {} });
const dayOfTet = alt(dayNumber, phrase({ en: clockNumbers.en, vi: {} }));
const rule: Parser<HolidayRule> = alt<HolidayRule[]>(
  flatMap(phrase(movingDays), (rules) => rules),
  phrase(lunarYearEnds),
  // the first day of the year of the goat
  map(
    seq(
      phrase({
        en: { 'first day': true, 'the first day': true },
        vi: { 'ngày đầu': true, 'ngày đầu tiên': true, 'ngày đầu tiên của': true },
      }),
      isBeforeYearName,
    ),
    (): HolidayRule => ({ kind: 'newYear', first: 0, length: 1 }),
  ),
  flatMap(seq(earlyNumber, phrase({ en: {}, vi: tetWords.vi })), ([day]) => tetRule(day, true)),
  flatMap(seq(anyDayNumber, phrase({ en: {}, vi: tetWords.vi })), ([day]) =>
    day >= 20 ? tetRule(day, false) : [],
  ),
  flatMap(
    seq(
      the,
      ordinalDay,
      maybe(phrase({ en: { day: true }, vi: {} })),
      phrase({ en: tetWords.en, vi: {} }),
    ),
    ([, day]) => tetRule(day, true),
  ),
  // Tet day 3, day 3 of Tet, Tet 3rd day
  flatMap(
    alt(
      map(seq(phrase(tetNames), dayWord, dayOfTet), ([, , day]) => day),
      map(seq(phrase(tetNames), ordinalDay, dayWord), ([, day]) => day),
      map(
        seq(the, dayWord, dayOfTet, phrase({ en: { of: true }, vi: {} }), phrase(tetNames)),
        ([, , day]) => day,
      ),
    ),
    (day) => tetRule(day, true),
  ),
);

const holidayOf = (of: HolidayRule, year: LunarYearQualifier): HolidayExpression => ({
  kind: 'holiday',
  rule: of,
  ...year,
});
/** A day by its name that falls on other dates each year, or the days of the new year. */
const holiday: Parser<HolidayExpression> = alt<HolidayExpression[]>(
  map(seq(beforeDate, rule, maybeYear), ([, of, year]) => holidayOf(of, year)),
  flatMap(
    alt(
      map(seq(beforeDate, rule, withCost(1, whichAfter)), ([, of, which]) => ({ of, which })),
      map(seq(beforeDate, withCost(1, whichBefore), rule), ([, which, of]) => ({ of, which })),
    ),
    ({ of, which }) =>
      which.month.some((meaning) => meaning === 'coming' || meaning === 'after')
        ? [holidayOf(of, {})]
        : [],
  ),
);
const isSingle = ({ rule: of }: HolidayExpression) => of.kind !== 'newYear' || of.length === 1;

/** A weekday beside a day; `Easter Monday` is rather a name. */
const named = withCost(1, weekday);
/** One such day, perhaps with its weekday. */
export const holidayDay: Parser<DateExpression> = flatMap(
  seq(maybe(named), holiday, maybe(named)),
  ([before, days, after]): DateExpression[] => {
    if (!isSingle(days) || (before !== undefined && after !== undefined)) return [];
    const name = before ?? after;
    return [name === undefined ? days : { ...days, weekday: name }];
  },
);
/** Several such days: the new year. */
export const holidayDays: Parser<DateExpression> = flatMap(holiday, (days) =>
  isSingle(days) ? [] : [days],
);
