import type { DateExpression, PartOf } from '../model/date-expression.ts';
import {
  alt,
  digits,
  flatMap,
  map,
  maybe,
  type Parser,
  phrase,
  seq,
} from '../parser/combinators.ts';
import { phrasesFor } from '../vocabulary/phrases.ts';
import { calendarUnit, count, maybeInYear, of, unitPeriod, weekday } from './basics.ts';
import { holidayDays } from './holiday.ts';
import { lunarMonth } from './lunar.ts';
import { yearName } from './lunar-year.ts';
import { anyDay, currentUnit, monthPeriod, yearPeriod } from './month.ts';

const given = (whole: DateExpression): PartOf => ({ of: whole });
const current = flatMap(currentUnit, (unit): PartOf[] => [{ of: unit, coming: true }]);
const unitOf = (...wanted: readonly string[]) =>
  flatMap(unitPeriod, (unit) => (wanted.includes(unit.unit) ? [given(unit)] : []));
const aMonth = flatMap(monthPeriod, (months) => (months.length === 1 ? [given(months)] : []));
const ofOrIn = maybe(
  alt(phrase(phrasesFor('of')), phrase({ en: { in: true }, vi: { trong: true } })),
);

/** A month or a year of which a half is meant. */
const whole: Parser<PartOf> = alt<PartOf[]>(
  aMonth,
  map(lunarMonth, given),
  map(yearPeriod, given),
  unitOf('month', 'year'),
  flatMap(current, (part) => (part.of.kind === 'unit' && part.of.unit !== 'week' ? [part] : [])),
);
/** `nửa đầu năm 2027`, `the second half of December`. */
export const halfOf: Parser<DateExpression> = map(
  seq(phrase(phrasesFor('halfBefore')), ofOrIn, whole),
  ([half, , part]) => ({ kind: 'halfOf', half, ...part }),
);

const edgeUnit = flatMap(calendarUnit, (unit) => (unit === 'year' ? [] : [unit]));
const anyPeriod: Parser<PartOf> = alt<PartOf[]>(
  map(monthPeriod, given),
  map(lunarMonth, given),
  map(yearPeriod, given),
  unitOf('month', 'quarter', 'year'),
  flatMap(current, (part) => (part.of.kind === 'unit' && part.of.unit !== 'week' ? [part] : [])),
);
/** `6 tháng cuối năm`, `the first ten days of December`. */
export const edgeOf: Parser<DateExpression> = flatMap(
  alt(
    map(
      seq(phrase(phrasesFor('edgeBefore')), count, edgeUnit, ofOrIn, anyPeriod),
      ([edge, many, unit, , part]) => ({ edge, many, unit, part }),
    ),
    map(
      seq(count, edgeUnit, phrase(phrasesFor('edgeAfter')), ofOrIn, anyPeriod),
      ([many, unit, edge, , part]) => ({ edge, many, unit, part }),
    ),
  ),
  ({ edge, many, unit, part }): DateExpression[] =>
    many < 2 ? [] : [{ kind: 'edgeOf', edge, count: many, unit, ...part }],
);

/** `tuần của 24/11`, `the week of 24 November`, `tuần Noel`. */
export const weekOf: Parser<DateExpression> = alt<DateExpression[]>(
  map(seq(phrase(phrasesFor('weekOf')), anyDay), ([what, day]) => ({ kind: 'weekOf', what, day })),
  map(seq(phrase(phrasesFor('weekStarting')), anyDay), ([, day]) => ({
    kind: 'weekOf',
    what: 'week',
    day,
    starts: true,
  })),
  flatMap(
    alt(
      map(
        seq(anyDay, phrase({ en: { week: 'week', weekend: 'weekend' }, vi: {} } as const)),
        ([day, what]) => ({
          day,
          what,
        }),
      ),
      map(
        seq(phrase({ en: {}, vi: { tuần: 'week', 'tuần lễ': 'week' } } as const), anyDay),
        ([what, day]) => ({
          day,
          what,
        }),
      ),
    ),
    ({ day, what }): DateExpression[] =>
      day.kind === 'holiday' || (day.kind === 'day' && day.isSolar)
        ? [{ kind: 'weekOf', what, day }]
        : [],
  ),
);
/** `tuần 50`, `week 50 of 2026`; small numbers may count the weeks of something else. */
export const isoWeek: Parser<DateExpression> = flatMap(
  seq(phrase(phrasesFor('weekNumber')), digits(1, 2), maybeInYear),
  ([, week, year]): DateExpression[] =>
    week > 5 || year.year !== undefined ? [{ kind: 'isoWeek', week, ...year }] : [],
);

/** `năm Bính Ngọ`, `the year of the horse`. */
export const namedYear: Parser<DateExpression> = map(yearName, (name) => ({
  kind: 'lunarYear',
  name,
}));

const base = alt(anyDay, holidayDays);
const sided = phrase(phrasesFor('besides'));
/** `a week from Friday`, `2 ngày trước Tết`, `hôm sau Noel`, `the Saturday before Christmas`. */
const besideDay: Parser<DateExpression> = alt<DateExpression[]>(
  map(seq(count, calendarUnit, sided, base), ([many, unit, side, day]) => ({
    kind: 'shift',
    base: day,
    count: side * many,
    unit,
  })),
  // a week on Friday
  map(
    seq(count, calendarUnit, phrase({ en: { on: true }, vi: {} }), weekdayOnly()),
    ([many, unit, , day]) => ({ kind: 'shift', base: day, count: many, unit }),
  ),
  // Friday week
  map(seq(weekdayOnly(), phrase({ en: { week: true }, vi: {} })), ([day]) => ({
    kind: 'shift',
    base: day,
    count: 1,
    unit: 'week',
  })),
  // trước Tết 2 ngày
  map(
    seq(phrase({ en: {}, vi: { trước: -1, sau: 1 } } as const), base, count, calendarUnit),
    ([side, day, many, unit]) => ({ kind: 'shift', base: day, count: side * many, unit }),
  ),
  map(seq(phrase(phrasesFor('dayBeside')), base), ([side, day]) => ({
    kind: 'shift',
    base: day,
    count: side,
    unit: 'day',
  })),
  map(
    seq(
      maybe(phrase({ en: { the: true, 'on the': true, on: true }, vi: {} })),
      weekday,
      sided,
      base,
    ),
    ([, what, side, day]) => ({ kind: 'beside', what, side, base: day }),
  ),
);
export const besideWeekend: Parser<DateExpression> = map(
  seq(
    maybe(phrase({ en: { the: true, 'on the': true }, vi: {} })),
    phrase<'weekend'>({ en: { weekend: 'weekend' }, vi: { 'cuối tuần': 'weekend' } }),
    sided,
    base,
  ),
  ([, what, side, day]) => ({ kind: 'beside', what, side, base: day }),
);

function weekdayOnly(): Parser<DateExpression> {
  return map(weekday, (name) => ({ kind: 'weekday', weekday: name, which: 'coming' }));
}

/** The rest of the current unit: `the rest of the week`, `later this month`. */
export const restOf: Parser<DateExpression> = flatMap(
  seq(phrase(phrasesFor('restBefore')), of, alt(unitPeriod, currentUnit)),
  ([, , unit]): DateExpression[] => (unit.offset === 0 ? [{ kind: 'untilEnd', end: unit }] : []),
);

/** One day, in all ways. */
export const singleDay: Parser<DateExpression> = alt(anyDay, besideDay);
