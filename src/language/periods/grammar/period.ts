import type { DateExpression } from '../model/date-expression.ts';
import {
  alt,
  map,
  mark,
  maybe,
  type Parser,
  phrase,
  seq,
  withCost,
} from '../parser/combinators.ts';
import { phrasesFor } from '../vocabulary/phrases.ts';
import {
  beforeDate,
  beforeDay,
  calendarUnit,
  count,
  dayAfterMonth,
  dayNumber,
  dayOfMonth,
  maybeInYear,
  ordinal,
  unitPeriod,
  weekday,
} from './day.ts';
import {
  anyDay,
  currentUnit,
  lunarNewYearDays,
  monthPeriod,
  nthDays,
  thirdOfUnit,
  yearPeriod,
} from './month.ts';

const nextUnits: Parser<DateExpression> = map(
  alt(
    map(seq(phrase(phrasesFor('nextUnitsBefore')), count, calendarUnit), ([, many, unit]) => ({
      many,
      unit,
    })),
    map(
      seq(
        maybe(phrase({ en: {}, vi: { trong: true, 'trong vòng': true } })),
        count,
        calendarUnit,
        phrase(phrasesFor('nextUnitsAfter')),
      ),
      ([, many, unit]) => ({ many, unit }),
    ),
  ),
  ({ many, unit }) => ({ kind: 'nextUnits', count: many, unit }),
);

const periodWithinYear: Parser<DateExpression> = alt<DateExpression[]>(
  monthPeriod,
  thirdOfUnit,
  nthDays,
  lunarNewYearDays,
  map(seq(maybe(phrase({ en: { the: true }, vi: {} })), unitPeriod), ([, unit]) => unit),
  phrase(phrasesFor('fixedPeriods')),
  nextUnits,
);
const longPeriod: Parser<DateExpression> = alt(periodWithinYear, yearPeriod);

/** `thứ Bảy 28` before a dash: the month follows at the other end. */
const dayWithoutMonth: Parser<DateExpression> = map(
  seq(beforeDate, maybe(weekday), maybe(alt(beforeDay, beforeDate)), dayNumber, maybe(ordinal)),
  ([, name, , day]) => ({
    kind: 'dayWithoutMonth',
    day,
    ...(name === undefined ? {} : { weekday: name }),
  }),
);

const span: Parser<DateExpression> = alt(anyDay, longPeriod);
const separator = alt(
  mark('-'),
  map(phrase(phrasesFor('until')), () => '-'),
);
const from = maybe(phrase(phrasesFor('from')));
const range: Parser<DateExpression> = alt<DateExpression[]>(
  map(
    // `2026-12-01` is a day rather than a range from 2026 to 12 January.
    seq(
      from,
      alt(anyDay, periodWithinYear, withCost(1, yearPeriod), dayWithoutMonth),
      separator,
      span,
    ),
    ([, start, , end]) => ({ kind: 'range', from: start, until: end }),
  ),
  // until Friday, hết tháng
  map(seq(withCost(1, phrase(phrasesFor('untilPrefixes'))), alt(span, currentUnit)), ([, end]) => ({
    kind: 'untilEnd',
    end,
  })),
  // November 21-25
  map(
    seq(
      from,
      maybe(weekday),
      dayAfterMonth,
      separator,
      maybe(weekday),
      dayNumber,
      maybe(ordinal),
      maybeInYear,
    ),
    ([, first, start, , last, day, , year]) => ({
      kind: 'range',
      from: { ...start, ...year, ...(first === undefined ? {} : { weekday: first }) },
      until: { ...start, ...year, day, ...(last === undefined ? {} : { weekday: last }) },
    }),
  ),
  // ngày 21 đến 25
  map(seq(from, dayOfMonth, separator, dayNumber), ([, start, , day]) => ({
    kind: 'range',
    from: start,
    until: { kind: 'dayOfMonth', day },
  })),
);

const part = phrase(phrasesFor('partsOfDay'));
const dayWithPart: Parser<DateExpression> = alt<DateExpression[]>(
  map(phrase(phrasesFor('daysWithPart')), ({ day }) => ({
    kind: 'offset',
    count: day,
    unit: 'day',
  })),
  map(seq(part, anyDay), ([, day]) => day),
  map(seq(anyDay, part), ([day]) => day),
);

/** More than one day, judging by the words alone. */
export const severalDays: Parser<DateExpression> = alt(longPeriod, range);

/** Words before a period that do not change its meaning: `in`, `during`, `trong`. */
export const beforePeriod = maybe(phrase(phrasesFor('beforePeriod')));

/** Any days: one, several, or a range. */
export const anyPeriod: Parser<DateExpression> = map(
  seq(beforePeriod, alt(dayWithPart, span, range)),
  ([, expression]) => expression,
);
