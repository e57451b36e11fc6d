import type { DateExpression } from '../model/date-expression.ts';
import { alt, map, maybe, type Parser, phrase, seq, withCost } from '../parser/combinators.ts';
import { phrasesFor } from '../vocabulary/phrases.ts';
import { calendarUnit, count, the, unitPeriod } from './basics.ts';
import { besideWeekend } from './beside/beside-day.ts';
import { holidayDays } from './lunar/holiday.ts';
import { lunarMonth } from './lunar/lunar.ts';
import { monthPeriod, thirdOfUnit, yearPeriod } from './month.ts';
import { nthDays } from './nth.ts';
import { edgeOf, halfOf, namedYear, restOf, restOfNamed, singleDay, unitsFrom } from './parts.ts';
import { comingUnit, pastUnits } from './past-units.ts';
import { isoWeek, weekendOfWeek, weekOf } from './weeks.ts';

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
    map(
      seq(phrase({ en: { within: true }, vi: { 'trong vòng': true } }), count, calendarUnit),
      ([, many, unit]) => ({ many, unit }),
    ),
  ),
  ({ many, unit }) => ({ kind: 'nextUnits', count: many, unit }),
);

/** A period other than a year. */
export const periodWithinYear: Parser<DateExpression> = alt<DateExpression[]>(
  monthPeriod,
  thirdOfUnit,
  nthDays,
  holidayDays,
  lunarMonth,
  halfOf,
  edgeOf,
  weekOf,
  weekendOfWeek,
  unitsFrom,
  isoWeek,
  namedYear,
  besideWeekend,
  restOf,
  restOfNamed,
  map(seq(the, unitPeriod), ([, unit]) => unit),
  phrase(phrasesFor('fixedPeriods')),
  nextUnits,
  pastUnits,
  comingUnit,
);
/** It may be the first of January or some time after it. */
const inNewYear: Parser<DateExpression> = withCost(
  -1,
  map(phrase({ en: { 'in the new year': true }, vi: {} }), () => ({
    kind: 'unit',
    unit: 'year',
    offset: 1,
    isNewYear: true,
    isComing: true,
  })),
);
export const longPeriod: Parser<DateExpression> = alt(periodWithinYear, yearPeriod, inNewYear);

/** One day or one period. */
export const span: Parser<DateExpression> = alt(singleDay, longPeriod);
