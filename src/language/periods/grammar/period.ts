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

const runOfUnits: Parser<DateExpression> = map(
  alt(
    map(seq(phrase(phrasesFor('runBefore')), count, calendarUnit), ([, many, unit]) => ({
      many,
      unit,
    })),
    map(
      seq(
        maybe(phrase({ en: {}, vi: { trong: true, 'trong vòng': true } })),
        count,
        calendarUnit,
        phrase(phrasesFor('runAfter')),
      ),
      ([, many, unit]) => ({ many, unit }),
    ),
  ),
  ({ many, unit }) => ({ kind: 'run', count: many, unit }),
);

const inPart: Parser<DateExpression> = alt<DateExpression[]>(
  monthPeriod,
  thirdOfUnit,
  nthDays,
  lunarNewYearDays,
  map(seq(maybe(phrase({ en: { the: true }, vi: {} })), unitPeriod), ([, unit]) => unit),
  phrase(phrasesFor('spans')),
  runOfUnits,
);
const longer: Parser<DateExpression> = alt(inPart, yearPeriod);

/** `thứ Bảy 28` before a dash: its month stands at the other end. */
const bareDay: Parser<DateExpression> = map(
  seq(beforeDate, maybe(weekday), maybe(alt(beforeDay, beforeDate)), dayNumber, maybe(ordinal)),
  ([, name, , day]) => ({
    kind: 'bareDay',
    day,
    ...(name === undefined ? {} : { weekday: name }),
  }),
);

const span: Parser<DateExpression> = alt(anyDay, longer);
const separator = alt(
  mark('-'),
  map(phrase(phrasesFor('until')), () => '-'),
);
const from = maybe(phrase(phrasesFor('from')));
const range: Parser<DateExpression> = alt<DateExpression[]>(
  map(
    // `2026-12-01` is a day before it is all from 2026 to the 12th of January.
    seq(from, alt(anyDay, inPart, withCost(1, yearPeriod), bareDay), separator, span),
    ([, start, , end]) => ({ kind: 'range', from: start, until: end }),
  ),
  // until Friday, hết tháng
  map(seq(withCost(1, phrase(phrasesFor('untilAlone'))), alt(span, currentUnit)), ([, end]) => ({
    kind: 'until',
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

const part = phrase(phrasesFor('parts'));
const dayWithPart: Parser<DateExpression> = alt<DateExpression[]>(
  map(phrase(phrasesFor('dayParts')), ({ day }) => ({ kind: 'offset', count: day, unit: 'day' })),
  map(seq(part, anyDay), ([, day]) => day),
  map(seq(anyDay, part), ([day]) => day),
);

/** What is more than a day, as far as the words go. */
export const severalDays: Parser<DateExpression> = alt(longer, range);

/** `in`, `during`, `trong`: words before days that say nothing more. */
export const beforePeriod = maybe(phrase(phrasesFor('beforePeriod')));

/** Any days: one, several, or from one to another. */
export const anyPeriod: Parser<DateExpression> = map(
  seq(beforePeriod, alt(dayWithPart, span, range)),
  ([, spec]) => spec,
);
