import type { DateExpression, Unit, YearQualifier } from '../model/date-expression.ts';
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
import type { BilingualPhrases } from '../parser/phrase-table.ts';
import { clockNumbers } from '../vocabulary/clock-numbers.ts';
import {
  centuryWords,
  dayWords,
  ordinalWords,
  shortYears,
  yearsOfCentury,
} from '../vocabulary/day-words.ts';
import { phrasesFor } from '../vocabulary/phrases.ts';

type UnitExpression = Extract<DateExpression, { kind: 'unit' }>;

export const weekday = phrase(phrasesFor('weekdays'));
export const monthName = phrase(phrasesFor('months'));
export const ordinal = withoutSpace(phrase(phrasesFor('ordinals')));
export const whichBefore = phrase(phrasesFor('whichBefore'));
export const whichAfter = phrase(phrasesFor('whichAfter'));
export const beforeDate = maybe(phrase(phrasesFor('beforeDate')));
export const the = maybe(phrase({ en: { the: true }, vi: {} }));
export const of = maybe(phrase(phrasesFor('of')));
const aUnit = phrase(phrasesFor('units'));

/** `hai ba ngày` is rather two or three days than 23. */
const { 'hai ba': _, ...withoutTwoOrThree } = dayWords.vi;

/** A count of units: `3`, `three`, `ba`. */
export const count = alt(
  digits(1, 4),
  phrase(phrasesFor('numbers')),
  withCost(1, phrase(clockNumbers)),
  withCost(1, phrase({ en: {}, vi: withoutTwoOrThree })),
);

/** A calendar unit counted from the current one: `this week`, `next month`, `năm ngoái`. */
export const unitPeriod: Parser<UnitExpression> = flatMap(
  alt(
    seq(whichBefore, aUnit),
    map(seq(aUnit, whichAfter), ([unit, which]) => [which, unit] as const),
  ),
  ([{ offset }, unit]) =>
    offset === undefined || unit === 'day' ? [] : [{ kind: 'unit', unit, offset }],
);
/** `the week after next`, `tháng trước nữa` */
const furtherUnit: Parser<UnitExpression> = flatMap(phrase(phrasesFor('fixedPeriods')), (period) =>
  period.kind === 'unit' && Math.abs(period.offset) > 1 ? [period] : [],
);
/** A calendar unit, also further away. */
export const anyUnit = alt(unitPeriod, furtherUnit);
export const weekInCalendar = flatMap(anyUnit, ({ unit, offset }) =>
  unit === 'week' ? [offset] : [],
);
export const monthInCalendar = flatMap(anyUnit, ({ unit, offset }) =>
  unit === 'month' ? [offset] : [],
);
/** `the new year`, `năm mới`: the coming year, or the current one in its first days. */
export const newYear: Parser<UnitExpression> = map(
  phrase({
    en: { 'the new year': true, 'new year': true },
    vi: { 'năm mới': true, 'năm mới dương lịch': true, 'năm dương lịch mới': true },
  }),
  () => ({ kind: 'unit', unit: 'year', offset: 1, isNewYear: true }),
);
export const yearInCalendar = flatMap(unitPeriod, ({ unit, offset }) =>
  unit === 'year' ? [offset] : [],
);

/** `hai nghìn không trăm hai mươi bảy`, `twenty twenty seven`. */
export const yearInWords = alt(
  map(seq(phrase(centuryWords), phrase(yearsOfCentury)), ([, year]) => 2000 + year),
  phrase(shortYears),
);
export const inYear: Parser<YearQualifier> = alt(
  map(
    seq(
      maybe(alt(mark('/', '-', '.'), phrase(phrasesFor('beforeYear')), phrase(phrasesFor('of')))),
      alt(digits(4, 4), withCost(1, yearInWords)),
    ),
    ([, year]) => ({ year }),
  ),
  // Jan '27
  map(seq(mark("'"), digits(2, 2)), ([, year]) => ({ year: 2000 + year })),
  map(seq(of, yearInCalendar), ([, yearOffset]) => ({ yearOffset })),
);
export const maybeInYear = map(maybe(inYear), (year) => year ?? {});

export const dayNumber = digits(1, 2);
/** A day of a month in figures, or in words at a cost since some have other meanings. */
export const anyDayNumber = alt(dayNumber, withCost(1, phrase(dayWords)));
/** `21st`, `twenty-first`. */
export const ordinalDay = alt(
  map(seq(dayNumber, ordinal), ([day]) => day),
  phrase(ordinalWords),
);

/** The year at the end of `21/11/2026` or `21/11/26`. */
export const shortYear = alt(
  digits(4, 4),
  map(digits(2, 2), (year) => 2000 + year),
);

/** `exactly` two weeks from now. */
export const exactly = phrase({
  en: { exactly: true, just: true },
  vi: {
    đúng: true,
    'vừa đúng': true,
    còn: true,
    tròn: true,
    'vừa tròn': true,
    'đúng tròn': true,
    'đúng vào': true,
  },
});
/** Words before a period that do not change its meaning: `in`, `during`, `trong`. */
export const beforePeriod = maybe(phrase(phrasesFor('beforePeriod')));
export const beforeDay = phrase(phrasesFor('beforeDay'));
/** Units in which days can be counted. */
export const calendarUnit = flatMap(aUnit, (unit): Unit[] =>
  unit === 'weekend' || unit === 'quarter' ? [] : [unit],
);

/** A number of units; a fortnight is two weeks. */
export interface UnitCount {
  readonly count: number;
  readonly unit: Unit;
}
const halves: BilingualPhrases<UnitCount> = {
  en: {
    'half a year': { count: 6, unit: 'month' },
    'half a month': { count: 15, unit: 'day' },
    'a year and a half': { count: 18, unit: 'month' },
    'one and a half years': { count: 18, unit: 'month' },
  },
  vi: {
    'nửa năm': { count: 6, unit: 'month' },
    'nửa tháng': { count: 15, unit: 'day' },
  },
};
export const unitCount: Parser<UnitCount> = alt<UnitCount[]>(
  map(seq(count, calendarUnit), ([many, unit]) => ({ count: many, unit })),
  map(seq(count, phrase({ en: { fortnight: true, fortnights: true }, vi: {} })), ([many]) => ({
    count: 2 * many,
    unit: 'week',
  })),
  flatMap(
    seq(count, calendarUnit, phrase({ en: {}, vi: { rưỡi: true } })),
    ([many, unit]): UnitCount[] =>
      unit === 'year' ? [{ count: 12 * many + 6, unit: 'month' }] : [],
  ),
);
export const halfCount: Parser<UnitCount> = phrase(halves);
