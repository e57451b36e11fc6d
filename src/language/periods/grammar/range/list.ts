import type { DateExpression, WeekdayReference } from '../../model/date-expression.ts';
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
} from '../../parser/combinators.ts';
import { tetNames, tetWords } from '../../vocabulary/lunar-words.ts';
import { phrasesFor } from '../../vocabulary/phrases.ts';
import {
  anyDayNumber,
  beforeDate,
  beforeDay,
  maybeInYear,
  of,
  ordinal,
  unitPeriod,
  weekday,
  weekInCalendar,
  whichAfter,
  whichBefore,
} from '../basics.ts';
import { dayAfterMonth } from '../calendar-day.ts';
import { singleDay } from '../parts.ts';
import { months, quarters } from './month-list.ts';
import { and, isInSteps, more, range, to } from './steps.ts';
import { daysOfAnyMonth } from './two-days.ts';

/** Three days of a week and more: `T6, T7, CN`. */
const weekdays: Parser<DateExpression> = flatMap(
  seq(
    beforeDate,
    map(seq(weekday, more(weekday, 2)), ([first, rest]) => [first, ...rest]),
    maybe(
      alt<WeekdayReference[][]>(
        map(seq(of, weekInCalendar), ([, week]) => [week]),
        map(whichAfter, (which) => [...which.weekday]),
      ),
    ),
  ),
  ([, names, given]): DateExpression[] => {
    const weeks: readonly WeekdayReference[] = given ?? ['coming'];
    const [first, last] = [names[0], names.at(-1)];
    if (first === undefined || last === undefined || !isInSteps(names, 7)) return [];
    return weeks.map((which) =>
      range(
        { kind: 'weekday', weekday: first, which },
        { kind: 'weekday', weekday: last, which: which === 'after' ? 'coming' : which },
      ),
    );
  },
);

const dayOf = (day: DateExpression): number | undefined => {
  if (
    (day.kind === 'day' || day.kind === 'dayOfMonth' || day.kind === 'lunarDay') &&
    day.weekday === undefined
  )
    return day.day;
  return day.kind === 'holiday' && day.rule.kind === 'newYear' && day.rule.length === 1
    ? day.rule.first + 1
    : undefined;
};
const number = map(
  seq(maybe(alt(beforeDay, phrase({ en: { the: true }, vi: {} }))), anyDayNumber, maybe(ordinal)),
  ([, day]) => day,
);
const dayOfTet = (day: number): DateExpression => ({
  kind: 'holiday',
  rule: { kind: 'newYear', first: day - 1, length: 1 },
});
/** `3 Tết` at the end of a list */
const daysOfTet: Parser<DateExpression> = flatMap(
  seq(digits(1, 2), phrase({ en: {}, vi: tetWords.vi })),
  ([day]): DateExpression[] => (day >= 2 && day <= 10 ? [dayOfTet(day)] : []),
);
/** `mùng 1-3 Tết`, `Tet day 1 to day 4` */
const rangeOfTet: Parser<DateExpression> = alt<DateExpression[]>(
  map(seq(beforeDay, digits(1, 2), to, daysOfTet), ([, first, , last]) =>
    range({ kind: 'dayWithoutMonth', day: first }, last),
  ),
  flatMap(
    seq(
      phrase({ en: tetNames.en, vi: {} }),
      phrase({ en: { day: true, days: true }, vi: {} }),
      digits(1, 2),
      alt<unknown[]>(mark('-'), phrase(phrasesFor('until')), and),
      maybe(phrase({ en: { day: true }, vi: {} })),
      digits(1, 2),
    ),
    ([, , first, , , last]): DateExpression[] =>
      first >= 1 && first < last && last <= 10 ? [range(dayOfTet(first), dayOfTet(last))] : [],
  ),
);
/** `27, 28 và 29/11`, `mùng 1, 2, 3 Tết`, `the 27th, 28th and 29th` */
const daysBefore: Parser<DateExpression> = flatMap(
  seq(
    maybe(phrase({ en: {}, vi: { 'các ngày': true, 'những ngày': true, 'trong các ngày': true } })),
    number,
    more(number),
    maybe(and),
    alt(singleDay, daysOfTet),
  ),
  ([, first, rest, , last]): DateExpression[] => {
    const day = dayOf(last);
    return day !== undefined && isInSteps([first, ...rest, day], 99)
      ? [range({ kind: 'dayWithoutMonth', day: first }, last)]
      : [];
  },
);
/** `Nov 27, 28, 29`, `Dec 5 & 6 2026` */
const daysAfter: Parser<DateExpression> = flatMap(
  seq(dayAfterMonth, more(map(seq(digits(1, 2), maybe(ordinal)), ([day]) => day)), maybeInYear),
  ([first, rest, year]): DateExpression[] => {
    const last = rest.at(-1);
    return last !== undefined && isInSteps([first.day, ...rest], 99) && first.year === undefined
      ? [range({ ...first, ...year }, { ...first, ...year, day: last })]
      : [];
  },
);

const plainAnd = alt<unknown[]>(mark('&', '+'), phrase(phrasesFor('and')));
/** `this and next week`, `this month and next` */
const units: Parser<DateExpression> = flatMap(
  alt(
    map(
      seq(whichBefore, plainAnd, whichBefore, phrase(phrasesFor('units'))),
      ([first, , second, unit]) => ({ first: first.offset, second: second.offset, unit }),
    ),
    map(
      seq(unitPeriod, plainAnd, phrase({ en: { next: 1, 'the next': 1 }, vi: {} })),
      ([one, , next]) => ({
        first: one.offset,
        second: next,
        unit: one.unit,
      }),
    ),
    flatMap(seq(unitPeriod, unitPeriod), ([one, other]) =>
      one.unit === other.unit ? [{ first: one.offset, second: other.offset, unit: one.unit }] : [],
    ),
  ),
  ({ first, second, unit }): DateExpression[] =>
    first !== undefined && second === first + 1 && unit !== 'day' && unit !== 'weekend'
      ? [range({ kind: 'unit', unit, offset: first }, { kind: 'unit', unit, offset: second })]
      : [],
);

/** Days, months or units that follow on one another. */
export const list: Parser<DateExpression> = withCost(
  1,
  alt<DateExpression[]>(
    weekdays,
    rangeOfTet,
    daysBefore,
    daysAfter,
    daysOfAnyMonth,
    months,
    quarters,
    units,
  ),
);
