import type { DateExpression, NthOf, RelativeMeaning } from '../model/date-expression.ts';
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
import { lunarNewYearNames } from '../vocabulary/named-days.ts';
import { phrasesFor } from '../vocabulary/phrases.ts';
import {
  dayNumber,
  maybeInYear,
  monthName,
  oneDay,
  unitPeriod,
  weekday,
  whichAfter,
  whichBefore,
} from './day.ts';

type MonthsExpression = DateExpression & { kind: 'months' };
type UnitExpression = DateExpression & { kind: 'unit' };
type YearExpression = DateExpression & { kind: 'year' };
type ThirdExpression = DateExpression & { kind: 'thirdOf' };

const quarter = phrase(phrasesFor('quarters'));
const whichMonths = (
  relative: RelativeMeaning,
  month: number,
  length: number,
): MonthsExpression[] =>
  relative.month.map((meaning): MonthsExpression => {
    const base = { kind: 'months', month, length } as const;
    if (typeof meaning === 'number') return { ...base, yearOffset: meaning };
    return meaning === 'after' ? { ...base, after: true } : base;
  });

export const monthPeriod: Parser<MonthsExpression> = alt<MonthsExpression[]>(
  // `thang sau` is next month; `tháng sáu` without diacritics must be typed as `thang 6`.
  map(seq(withCost(1, monthName), maybeInYear), ([month, year]) => ({
    kind: 'months',
    month,
    length: 1,
    ...year,
  })),
  flatMap(
    alt(
      seq(whichBefore, monthName),
      map(seq(monthName, whichAfter), ([month, which]) => [which, month] as const),
    ),
    ([which, month]) => whichMonths(which, month, 1),
  ),
  map(seq(dayNumber, mark('/', '-', '.'), digits(4, 4)), ([month, , year]) => ({
    kind: 'months',
    month,
    length: 1,
    year,
  })),
  map(seq(digits(4, 4), mark('/', '-', '.'), dayNumber), ([year, , month]) => ({
    kind: 'months',
    month,
    length: 1,
    year,
  })),
  map(seq(quarter, maybeInYear), ([month, year]) => ({
    kind: 'months',
    month,
    length: 3,
    ...year,
  })),
  flatMap(
    alt(
      seq(whichBefore, quarter),
      map(seq(quarter, whichAfter), ([month, which]) => [which, month] as const),
    ),
    ([which, month]) => whichMonths(which, month, 3),
  ),
);

export const yearPeriod: Parser<YearExpression> = map(
  seq(maybe(phrase(phrasesFor('beforeYear'))), digits(4, 4)),
  ([, value]) => ({ kind: 'year', year: value }),
);

/** The current unit without a word such as `this`: `end of the month`, `cuối năm`. */
export const currentUnit: Parser<UnitExpression> = map(
  phrase(phrasesFor('currentUnits')),
  (unit) => ({
    kind: 'unit',
    unit,
    offset: 0,
  }),
);

const units = (...wanted: readonly UnitExpression['unit'][]) =>
  flatMap(unitPeriod, (unit) => (wanted.includes(unit.unit) ? [unit] : []));
const currentOf = (...wanted: readonly UnitExpression['unit'][]) =>
  flatMap(currentUnit, (unit) => (wanted.includes(unit.unit) ? [unit] : []));

/** Thirds of a period: `cuối tháng 12`, `end of next month`, `đầu năm`, `đầu tuần sau`. */
export const thirdOfUnit: Parser<ThirdExpression> = alt<ThirdExpression[]>(
  map(
    seq(
      phrase(phrasesFor('thirdsOfUnit')),
      alt<ThirdExpression['of'][]>(monthPeriod, units('month', 'quarter', 'year'), yearPeriod),
    ),
    ([which, of]) => ({ kind: 'thirdOf', third: which, of }),
  ),
  map(seq(phrase(phrasesFor('thirdsOfUnit')), currentOf('month', 'year')), ([which, of]) => ({
    kind: 'thirdOf',
    third: which,
    of,
    coming: true,
  })),
  map(seq(phrase(phrasesFor('thirdsOfWeek')), units('week')), ([which, of]) => ({
    kind: 'thirdOf',
    third: which,
    of,
  })),
  map(seq(phrase(phrasesFor('thirdsOfWeek')), currentOf('week')), ([which, of]) => ({
    kind: 'thirdOf',
    third: which,
    of,
    coming: true,
  })),
);

const of = maybe(alt(phrase(phrasesFor('of')), phrase({ en: { in: true }, vi: {} })));
const inMonth: Parser<DateExpression> = alt<DateExpression[]>(
  flatMap(monthPeriod, (months) => (months.length === 1 ? [months] : [])),
  units('month'),
  currentOf('month'),
);
/** The nth week, weekend or weekday of a month: `first week of December`, `thứ bảy đầu tiên của tháng 12`. */
const nthIn = (what: Parser<NthOf>): Parser<DateExpression> =>
  map(
    seq(
      alt(
        seq(phrase(phrasesFor('nthBefore')), what),
        map(seq(what, phrase(phrasesFor('nthAfter'))), ([thing, nth]) => [nth, thing] as const),
      ),
      of,
      inMonth,
    ),
    ([[nth, thing], , month]) => ({ kind: 'nth', nth, what: thing, of: month }),
  );
/** A week or a weekend of a month. */
export const nthDays: Parser<DateExpression> = nthIn(phrase(phrasesFor('nthUnits')));

const lunarNewYear: Parser<DateExpression & { kind: 'lunarNewYear' }> = map(
  seq(phrase(lunarNewYearNames), maybeInYear),
  ([days, year]) => ({ kind: 'lunarNewYear', ...days, ...year }),
);
/** The days of the lunar new year. */
export const lunarNewYearDays: Parser<DateExpression> = flatMap(lunarNewYear, (days) =>
  days.length > 1 ? [days] : [],
);

/** One day, also by its position in a month or by its name. */
export const anyDay: Parser<DateExpression> = alt<DateExpression[]>(
  oneDay,
  nthIn(weekday),
  flatMap(lunarNewYear, (days) => (days.length === 1 ? [days] : [])),
);
