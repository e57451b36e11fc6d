import type { DateExpression, RelativeMeaning } from '../model/date-expression.ts';
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
import { solarMarks } from '../vocabulary/lunar-words.ts';
import { phrasesFor } from '../vocabulary/phrases.ts';
import {
  anyUnit,
  dayNumber,
  inYear,
  maybeInYear,
  monthName,
  newYear,
  of,
  shortYear,
  whichAfter,
  whichBefore,
  yearInCalendar,
  yearInWords,
} from './basics.ts';
import { lunarMonth } from './lunar/lunar.ts';

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
    if (meaning === 'before') return { ...base, before: true };
    return meaning === 'after' ? { ...base, after: true } : base;
  });

/** Quarters and halves with their year before or after them: `Q3/26`, `2026 Q3`, `H2 2027`. */
const ofYear = (start: Parser<number>, length: number): Parser<MonthsExpression> =>
  map(
    alt(
      seq(
        start,
        alt(
          maybeInYear,
          map(seq(mark('/', "'", '-', '.'), shortYear), ([, year]) => ({ year })),
        ),
      ),
      map(
        seq(digits(4, 4), maybe(mark('-', '/')), start),
        ([year, , month]) => [month, { year }] as const,
      ),
    ),
    ([month, year]) => ({ kind: 'months', month, length, ...year }),
  );

/** Years that two digits after a quarter can mean. */
const closeYear = flatMap(digits(2, 2), (year) => (year > 24 && year < 60 ? [2000 + year] : []));
/** `2Q27`, `Q2 27`, `1H 27`; `1H27` may be a time. */
const beforeShortYear: Parser<MonthsExpression> = alt<MonthsExpression[]>(
  map(seq(quarter, closeYear), ([month, year]) => ({ kind: 'months', month, length: 3, year })),
  map(seq(phrase({ en: { 'h 1': 1, 'h 2': 7 }, vi: {} }), closeYear), ([month, year]) => ({
    kind: 'months',
    month,
    length: 6,
    year,
  })),
  map(
    seq(
      closeYear,
      withoutSpace(phrase({ en: { 'q 1': 1, 'q 2': 4, 'q 3': 7, 'q 4': 10 }, vi: {} })),
    ),
    ([year, month]) => ({ kind: 'months', month, length: 3, year }),
  ),
);
/** `January of the new year`: its first months are the next ones. */
const inNewYear: Parser<MonthsExpression> = flatMap(
  alt(
    map(seq(monthName, of, newYear), ([month]) => ({ month, length: 1 })),
    map(seq(quarter, of, newYear), ([month]) => ({ month, length: 3 })),
    map(seq(phrase(phrasesFor('yearHalves')), of, newYear), ([month]) => ({ month, length: 6 })),
  ),
  ({ month, length }): MonthsExpression[] =>
    month <= 3 ? [{ kind: 'months', month, length }] : [],
);

export const monthPeriod: Parser<MonthsExpression> = alt<MonthsExpression[]>(
  beforeShortYear,
  inNewYear,
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
  map(seq(phrase(phrasesFor('shortMonths')), inYear), ([month, year]) => ({
    kind: 'months',
    month,
    length: 1,
    ...year,
  })),
  // next year's January, tháng 12/26, tháng 12 năm 26, tháng 12 dương lịch
  map(seq(yearInCalendar, monthName), ([yearOffset, month]) => ({
    kind: 'months',
    month,
    length: 1,
    yearOffset,
  })),
  map(seq(yearInCalendar, quarter), ([yearOffset, month]) => ({
    kind: 'months',
    month,
    length: 3,
    yearOffset,
  })),
  map(
    seq(
      phrase({ en: {}, vi: phrasesFor('months').vi }),
      alt<unknown[]>(mark('/'), phrase(phrasesFor('beforeYear'))),
      digits(2, 2),
    ),
    ([month, , year]) => ({ kind: 'months', month, length: 1, year: 2000 + year }),
  ),
  map(seq(monthName, maybeInYear, phrase(solarMarks)), ([month, year]) => ({
    kind: 'months',
    month,
    length: 1,
    ...year,
  })),
  ofYear(quarter, 3),
  ofYear(phrase(phrasesFor('yearHalves')), 6),
  flatMap(
    alt(
      seq(whichBefore, quarter),
      map(seq(quarter, whichAfter), ([month, which]) => [which, month] as const),
    ),
    ([which, month]) => whichMonths(which, month, 3),
  ),
);

export const yearPeriod: Parser<YearExpression> = map(
  alt(
    seq(maybe(phrase(phrasesFor('beforeYear'))), digits(4, 4)),
    seq(phrase(phrasesFor('beforeYear')), yearInWords),
    seq(phrase({ en: {}, vi: { 'sang năm': true, 'qua năm': true } }), digits(4, 4)),
  ),
  ([, value]) => ({ kind: 'year', year: value }),
);

/** The current unit without a word such as `this`: `end of the month`, `cuối năm`. */
export const currentUnit: Parser<UnitExpression> = map(
  phrase(phrasesFor('currentUnits')),
  (unit) => ({
    kind: 'unit',
    unit,
    offset: 0,
    isCurrent: true,
  }),
);

export const units = (...wanted: readonly UnitExpression['unit'][]) =>
  flatMap(wanted.includes('year') ? alt(anyUnit, newYear) : anyUnit, (unit) =>
    wanted.includes(unit.unit) ? [unit] : [],
  );
export const currentOf = (...wanted: readonly UnitExpression['unit'][]) =>
  flatMap(currentUnit, (unit) => (wanted.includes(unit.unit) ? [unit] : []));

/** Thirds of a period: `cuối tháng 12`, `end of next month`, `đầu năm`, `đầu tuần sau`. */
export const thirdOfUnit: Parser<ThirdExpression> = alt<ThirdExpression[]>(
  map(
    seq(
      phrase(phrasesFor('thirdsOfUnit')),
      alt<ThirdExpression['of'][]>(
        monthPeriod,
        units('month', 'quarter', 'year'),
        yearPeriod,
        lunarMonth,
      ),
    ),
    ([which, of]) => ({ kind: 'thirdOf', third: which, of }),
  ),
  map(
    seq(phrase(phrasesFor('thirdsOfUnit')), currentOf('month', 'quarter', 'year')),
    ([which, of]) => ({
      kind: 'thirdOf',
      third: which,
      of,
      coming: true,
    }),
  ),
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
