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
import { dayWords, ordinalWords, yearWords } from '../vocabulary/day-words.ts';
import { phrasesFor } from '../vocabulary/phrases.ts';

type UnitExpression = Extract<DateExpression, { kind: 'unit' }>;

export const weekday = phrase(phrasesFor('weekdays'));
export const monthName = phrase(phrasesFor('months'));
export const ordinal = withoutSpace(phrase(phrasesFor('ordinals')));
export const whichBefore = phrase(phrasesFor('whichBefore'));
export const whichAfter = phrase(phrasesFor('whichAfter'));
export const beforeDate = maybe(phrase(phrasesFor('beforeDate')));
export const of = maybe(phrase(phrasesFor('of')));
const aUnit = phrase(phrasesFor('units'));

/** A count of units: `3`, `three`, `ba`. */
export const count = alt(digits(1, 4), phrase(phrasesFor('numbers')));

/** A calendar unit counted from the current one: `this week`, `next month`, `năm ngoái`. */
export const unitPeriod: Parser<UnitExpression> = flatMap(
  alt(
    seq(whichBefore, aUnit),
    map(seq(aUnit, whichAfter), ([unit, which]) => [which, unit] as const),
  ),
  ([{ offset }, unit]) =>
    offset === undefined || unit === 'day' ? [] : [{ kind: 'unit', unit, offset }],
);
export const weekInCalendar = flatMap(unitPeriod, ({ unit, offset }) =>
  unit === 'week' ? [offset] : [],
);
export const monthInCalendar = flatMap(unitPeriod, ({ unit, offset }) =>
  unit === 'month' ? [offset] : [],
);
export const yearInCalendar = flatMap(unitPeriod, ({ unit, offset }) =>
  unit === 'year' ? [offset] : [],
);

const yearInWords = withCost(1, phrase(yearWords));
export const inYear: Parser<YearQualifier> = alt(
  map(
    seq(
      maybe(alt(mark('/', '-', '.'), phrase(phrasesFor('beforeYear')), phrase(phrasesFor('of')))),
      alt(digits(4, 4), yearInWords),
    ),
    ([, year]) => ({ year }),
  ),
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

export const beforeDay = phrase(phrasesFor('beforeDay'));
/** Units in which days can be counted. */
export const calendarUnit = flatMap(aUnit, (unit): Unit[] =>
  unit === 'weekend' || unit === 'quarter' ? [] : [unit],
);
