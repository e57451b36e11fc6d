import type { DateExpression, PartOf } from '../model/date-expression.ts';
import type { PartOfDay } from '../model/local-moment.ts';
import { alt, flatMap, map, maybe, type Parser, phrase, seq } from '../parser/combinators.ts';
import { phrasesFor } from '../vocabulary/phrases.ts';
import {
  beforeDate,
  calendarUnit,
  count,
  newYear,
  of,
  unitCount,
  unitPeriod,
  weekday,
  weekInCalendar,
} from './basics.ts';
import { besideDay } from './beside/beside-day.ts';
import { lunarMonth } from './lunar/lunar.ts';
import { yearName } from './lunar/lunar-year.ts';
import { currentUnit, monthPeriod, yearPeriod } from './month.ts';
import { anyDay } from './nth.ts';
import { sameDay } from './same-day.ts';

const given = (whole: DateExpression): PartOf => ({ of: whole });
const current = flatMap(currentUnit, (unit): PartOf[] => [{ of: unit, coming: true }]);
const unitOf = (...wanted: readonly string[]) =>
  flatMap(alt(unitPeriod, newYear), (unit) => (wanted.includes(unit.unit) ? [given(unit)] : []));
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
const beginningOn = {
  en: { from: true, starting: true, 'starting on': true, 'starting from': true, beginning: true },
  vi: { từ: true, 'kể từ': true, 'bắt đầu từ': true, 'từ ngày': true },
} as const;
const forLength = {
  en: { for: true },
  vi: { trong: true, 'trong vòng': true, 'kéo dài': true, 'diễn ra trong': true },
} as const;
const lengthOf = { en: { for: true }, vi: { trong: true, 'trong vòng': true } } as const;
const countedFrom = {
  en: { from: true },
  vi: { 'kể từ': true, từ: true, 'tính từ': true, 'kể từ ngày': true, 'từ ngày': true },
} as const;
/** The rest of the current unit: `the rest of the week`, `later this month`. */
export const restOf: Parser<DateExpression> = flatMap(
  seq(phrase(phrasesFor('restBefore')), of, alt(unitPeriod, currentUnit)),
  ([, , unit]): DateExpression[] => (unit.offset === 0 ? [{ kind: 'untilEnd', end: unit }] : []),
);
/** `the rest of 2026` */
export const restOfNamed: Parser<DateExpression> = map(
  seq(phrase(phrasesFor('restBefore')), of, yearPeriod),
  ([, , end]) => ({ kind: 'untilEnd', end }),
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
  // from tomorrow for a week, từ mai trong 3 ngày
  map(
    seq(phrase(beginningOn), anyDay, phrase(forLength), unitCount),
    ([, day, , { count: many, unit }]) => ({ kind: 'nextUnits', count: many, unit, start: day }),
  ),
);

const partName = phrase(phrasesFor('partsOfDay'));
/** `Monday morning next week`, `thứ sáu tối tuần sau`, `tuần sau tối thứ sáu`. */
export const partWithinWeek: Parser<{ day: DateExpression; partOfDay: PartOfDay }> = map(
  alt<[number, PartOfDay, number][]>(
    map(
      seq(
        beforeDate,
        weekday,
        alt(partName, phrase<PartOfDay>({ en: { eve: 'evening', pm: 'afternoon' }, vi: {} })),
        of,
        weekInCalendar,
      ),
      ([, name, partOfDay, , week]): [number, PartOfDay, number] => [name, partOfDay, week],
    ),
    map(
      seq(weekInCalendar, partName, weekday),
      ([week, partOfDay, name]): [number, PartOfDay, number] => [name, partOfDay, week],
    ),
  ),
  ([name, partOfDay, which]) => ({ day: { kind: 'weekday', weekday: name, which }, partOfDay }),
);
