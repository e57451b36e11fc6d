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

type MonthsSpec = DateExpression & { kind: 'months' };
type UnitSpec = DateExpression & { kind: 'unit' };
type YearSpec = DateExpression & { kind: 'year' };
type ThirdSpec = DateExpression & { kind: 'third' };

const quarter = phrase(phrasesFor('quarters'));
const whichMonths = (which: RelativeMeaning, month: number, length: number): MonthsSpec[] =>
  which.month.map((meant): MonthsSpec => {
    const base = { kind: 'months', month, length } as const;
    if (typeof meant === 'number') return { ...base, yearOffset: meant };
    return meant === 'after' ? { ...base, after: true } : base;
  });

export const monthPeriod: Parser<MonthsSpec> = alt<MonthsSpec[]>(
  // `thang sau` is next month; `tháng sáu` without its marks has to be written `thang 6`.
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

export const yearPeriod: Parser<YearSpec> = map(
  seq(maybe(phrase(phrasesFor('beforeYear'))), digits(4, 4)),
  ([, value]) => ({ kind: 'year', year: value }),
);

/** `end of the month`, `cuối năm`: the running unit without a word for it. */
export const currentUnit: Parser<UnitSpec> = map(phrase(phrasesFor('running')), (unit) => ({
  kind: 'unit',
  unit,
  offset: 0,
}));

const units = (...wanted: readonly UnitSpec['unit'][]) =>
  flatMap(unitPeriod, (unit) => (wanted.includes(unit.unit) ? [unit] : []));
const runningOf = (...wanted: readonly UnitSpec['unit'][]) =>
  flatMap(currentUnit, (unit) => (wanted.includes(unit.unit) ? [unit] : []));

/** Parts of a longer time: `cuối tháng 12`, `end of next month`, `đầu năm`, `đầu tuần sau`. */
export const thirdOfUnit: Parser<ThirdSpec> = alt<ThirdSpec[]>(
  map(
    seq(
      phrase(phrasesFor('thirds')),
      alt<ThirdSpec['of'][]>(monthPeriod, units('month', 'quarter', 'year'), yearPeriod),
    ),
    ([which, of]) => ({ kind: 'third', third: which, of }),
  ),
  map(seq(phrase(phrasesFor('thirds')), runningOf('month', 'year')), ([which, of]) => ({
    kind: 'third',
    third: which,
    of,
    coming: true,
  })),
  map(seq(phrase(phrasesFor('weekThirds')), units('week')), ([which, of]) => ({
    kind: 'third',
    third: which,
    of,
  })),
  map(seq(phrase(phrasesFor('weekThirds')), runningOf('week')), ([which, of]) => ({
    kind: 'third',
    third: which,
    of,
    coming: true,
  })),
);

const of = maybe(alt(phrase(phrasesFor('of')), phrase({ en: { in: true }, vi: {} })));
const inMonth: Parser<DateExpression> = alt<DateExpression[]>(
  flatMap(monthPeriod, (months) => (months.length === 1 ? [months] : [])),
  units('month'),
  runningOf('month'),
);
/** The first of some things within a month: `first week of December`, `thứ bảy đầu tiên của tháng 12`. */
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

const tet: Parser<DateExpression & { kind: 'tet' }> = map(
  seq(phrase(lunarNewYearNames), maybeInYear),
  ([days, year]) => ({ kind: 'tet', ...days, ...year }),
);
/** The days of the lunar new year. */
export const lunarNewYearDays: Parser<DateExpression> = flatMap(tet, (days) =>
  days.length > 1 ? [days] : [],
);

/** One day, also by its place in a month or by its name. */
export const anyDay: Parser<DateExpression> = alt<DateExpression[]>(
  oneDay,
  nthIn(weekday),
  flatMap(tet, (days) => (days.length === 1 ? [days] : [])),
);
