import {
  dayNumber,
  maybeInYear,
  monthName,
  oneDay,
  unitPeriod,
  weekday,
  whichAfter,
  whichBefore,
} from './day-grammar.ts';
import { tetNames } from './named-days.ts';
import { alt, costing, digits, fork, map, mark, maybe, phrase, type Rule, seq } from './rule.ts';
import type { NthOf, Spec, Which } from './spec.ts';
import { words } from './vocabulary.ts';

type MonthsSpec = Spec & { kind: 'months' };
type UnitSpec = Spec & { kind: 'unit' };
type YearSpec = Spec & { kind: 'year' };
type ThirdSpec = Spec & { kind: 'third' };

const quarter = phrase(words('quarters'));
const whichMonths = (which: Which, month: number, length: number): MonthsSpec[] =>
  which.month.map((meant): MonthsSpec => {
    const base = { kind: 'months', month, length } as const;
    if (typeof meant === 'number') return { ...base, yearOffset: meant };
    return meant === 'after' ? { ...base, after: true } : base;
  });

export const monthPeriod: Rule<MonthsSpec> = alt<MonthsSpec[]>(
  // `thang sau` is next month; `tháng sáu` without its marks has to be written `thang 6`.
  map(seq(costing(1, monthName), maybeInYear), ([month, year]) => ({
    kind: 'months',
    month,
    length: 1,
    ...year,
  })),
  fork(
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
  fork(
    alt(
      seq(whichBefore, quarter),
      map(seq(quarter, whichAfter), ([month, which]) => [which, month] as const),
    ),
    ([which, month]) => whichMonths(which, month, 3),
  ),
);

export const year: Rule<YearSpec> = map(
  seq(maybe(phrase(words('beforeYear'))), digits(4, 4)),
  ([, value]) => ({ kind: 'year', year: value }),
);

/** `end of the month`, `cuối năm`: the running unit without a word for it. */
export const running: Rule<UnitSpec> = map(phrase(words('running')), (unit) => ({
  kind: 'unit',
  unit,
  offset: 0,
}));

const units = (...wanted: readonly UnitSpec['unit'][]) =>
  fork(unitPeriod, (unit) => (wanted.includes(unit.unit) ? [unit] : []));
const runningOf = (...wanted: readonly UnitSpec['unit'][]) =>
  fork(running, (unit) => (wanted.includes(unit.unit) ? [unit] : []));

/** Parts of a longer time: `cuối tháng 12`, `end of next month`, `đầu năm`, `đầu tuần sau`. */
export const third: Rule<ThirdSpec> = alt<ThirdSpec[]>(
  map(
    seq(
      phrase(words('thirds')),
      alt<ThirdSpec['of'][]>(monthPeriod, units('month', 'quarter', 'year'), year),
    ),
    ([which, of]) => ({ kind: 'third', third: which, of }),
  ),
  map(seq(phrase(words('thirds')), runningOf('month', 'year')), ([which, of]) => ({
    kind: 'third',
    third: which,
    of,
    coming: true,
  })),
  map(seq(phrase(words('weekThirds')), units('week')), ([which, of]) => ({
    kind: 'third',
    third: which,
    of,
  })),
  map(seq(phrase(words('weekThirds')), runningOf('week')), ([which, of]) => ({
    kind: 'third',
    third: which,
    of,
    coming: true,
  })),
);

const of = maybe(alt(phrase(words('of')), phrase({ en: { in: true }, vi: {} })));
const inMonth: Rule<Spec> = alt<Spec[]>(
  fork(monthPeriod, (months) => (months.length === 1 ? [months] : [])),
  units('month'),
  runningOf('month'),
);
/** The first of some things within a month: `first week of December`, `thứ bảy đầu tiên của tháng 12`. */
const nthIn = (what: Rule<NthOf>): Rule<Spec> =>
  map(
    seq(
      alt(
        seq(phrase(words('nthBefore')), what),
        map(seq(what, phrase(words('nthAfter'))), ([thing, nth]) => [nth, thing] as const),
      ),
      of,
      inMonth,
    ),
    ([[nth, thing], , month]) => ({ kind: 'nth', nth, what: thing, of: month }),
  );
/** A week or a weekend of a month. */
export const nthDays: Rule<Spec> = nthIn(phrase(words('nthUnits')));

const tet: Rule<Spec & { kind: 'tet' }> = map(
  seq(phrase(tetNames), maybeInYear),
  ([days, year]) => ({ kind: 'tet', ...days, ...year }),
);
/** The days of the lunar new year. */
export const tetDays: Rule<Spec> = fork(tet, (days) => (days.length > 1 ? [days] : []));

/** One day, also by its place in a month or by its name. */
export const anyDay: Rule<Spec> = alt<Spec[]>(
  oneDay,
  nthIn(weekday),
  fork(tet, (days) => (days.length === 1 ? [days] : [])),
);
