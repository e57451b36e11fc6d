import type { DateExpression } from '../model/date-expression.ts';
import { alt, map, maybe, type Parser, phrase, seq } from '../parser/combinators.ts';
import { phrasesFor } from '../vocabulary/phrases.ts';
import { calendarUnit, count, the, unitPeriod } from './basics.ts';
import { holidayDays } from './lunar/holiday.ts';
import { lunarMonth } from './lunar/lunar.ts';
import { monthPeriod, thirdOfUnit, yearPeriod } from './month.ts';
import { nthDays } from './nth.ts';
import {
  besideWeekend,
  edgeOf,
  halfOf,
  namedYear,
  restOf,
  restOfNamed,
  singleDay,
  unitsFrom,
} from './parts.ts';
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
export const longPeriod: Parser<DateExpression> = alt(periodWithinYear, yearPeriod);

/** One day or one period. */
export const span: Parser<DateExpression> = alt(singleDay, longPeriod);
