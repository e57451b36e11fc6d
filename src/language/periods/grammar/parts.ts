import type { DateExpression, PartOf } from '../model/date-expression.ts';
import { alt, flatMap, map, maybe, type Parser, phrase, seq } from '../parser/combinators.ts';
import { phrasesFor } from '../vocabulary/phrases.ts';
import { calendarUnit, count, of, unitCount, unitPeriod, weekday } from './basics.ts';
import { holidayDays } from './lunar/holiday.ts';
import { lunarMonth } from './lunar/lunar.ts';
import { yearName } from './lunar/lunar-year.ts';
import { anyDay, currentUnit, monthPeriod, yearPeriod } from './month.ts';
import { sameDay } from './same-day.ts';

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
  flatMap(current, (part) =>
    part.of.kind === 'unit' && (part.of.unit === 'month' || part.of.unit === 'year') ? [part] : [],
  ),
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

/** `năm Bính Ngọ`, `the year of the horse`. */
export const namedYear: Parser<DateExpression> = map(yearName, (name) => ({
  kind: 'lunarYear',
  name,
}));

const startingOn = {
  en: { starting: true, 'starting on': true, 'starting from': true, 'beginning on': true },
  vi: { 'bắt đầu từ': true, 'bắt đầu từ ngày': true, 'bắt đầu ngày': true },
} as const;
const lengthOf = { en: { for: true }, vi: { trong: true, 'trong vòng': true } } as const;
const countedFrom = {
  en: { from: true },
  vi: { 'kể từ': true, từ: true, 'tính từ': true, 'kể từ ngày': true, 'từ ngày': true },
} as const;
const base = alt(anyDay, holidayDays);
const comingWeekday: Parser<DateExpression> = map(weekday, (name) => ({
  kind: 'weekday',
  weekday: name,
  which: 'coming',
}));
const sided = phrase(phrasesFor('besides'));
/** `a week from Friday`, `2 ngày trước Tết`, `hôm sau Noel`, `the Saturday before Christmas`. */
const besideDay: Parser<DateExpression> = alt<DateExpression[]>(
  map(
    seq(unitCount, maybe(phrase({ en: {}, vi: { nữa: true } })), sided, base),
    ([{ count: many, unit }, , side, day]) => ({
      kind: 'shift',
      base: day,
      count: side * many,
      unit,
    }),
  ),
  // a week on Friday
  map(
    seq(unitCount, phrase({ en: { on: true }, vi: {} }), comingWeekday),
    ([{ count: many, unit }, , day]) => ({ kind: 'shift', base: day, count: many, unit }),
  ),
  // Friday week
  map(seq(comingWeekday, phrase({ en: { week: true }, vi: {} })), ([day]) => ({
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

/** The rest of the current unit: `the rest of the week`, `later this month`. */
export const restOf: Parser<DateExpression> = flatMap(
  seq(phrase(phrasesFor('restBefore')), of, alt(unitPeriod, currentUnit)),
  ([, , unit]): DateExpression[] => (unit.offset === 0 ? [{ kind: 'untilEnd', end: unit }] : []),
);

/** One day, in all ways. */
export const singleDay: Parser<DateExpression> = alt(anyDay, besideDay, sameDay);

/** A length that begins on a day: `3 days starting Friday`, `trong 3 ngày kể từ 1/12`. */
export const unitsFrom: Parser<DateExpression> = alt<DateExpression[]>(
  map(seq(unitCount, phrase(startingOn), anyDay), ([{ count: many, unit }, , day]) => ({
    kind: 'nextUnits',
    count: many,
    unit,
    start: day,
  })),
  map(
    seq(phrase(lengthOf), unitCount, phrase(countedFrom), anyDay),
    ([, { count: many, unit }, , day]) => ({ kind: 'nextUnits', count: many, unit, start: day }),
  ),
);
