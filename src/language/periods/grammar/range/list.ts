import type { DateExpression, WeekdayReference } from '../../model/date-expression.ts';
import {
  alt,
  digits,
  flatMap,
  many,
  map,
  mark,
  maybe,
  type Parser,
  phrase,
  seq,
  withCost,
} from '../../parser/combinators.ts';
import { tetWords } from '../../vocabulary/lunar-words.ts';
import { phrasesFor } from '../../vocabulary/phrases.ts';
import {
  anyDayNumber,
  beforeDate,
  beforeDay,
  maybeInYear,
  monthName,
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

const and = alt<unknown[]>(
  mark('&', '+'),
  phrase(phrasesFor('and')),
  phrase({ en: { n: true }, vi: {} }),
);
const to = alt<unknown[]>(
  mark('-'),
  phrase({ en: {}, vi: { đến: true, tới: true, 'đến hết': true, 'tới hết': true } }),
);
const range = (from: DateExpression, until: DateExpression): DateExpression => ({
  kind: 'range',
  from,
  until,
});
/** Whether each number is one more than the one before it; after the largest comes the first. */
const isInSteps = (numbers: readonly number[], largest: number): boolean =>
  numbers.length > 1 &&
  numbers.every((number, at) => at === 0 || number === ((numbers[at - 1] ?? 0) % largest) + 1);

const more = <Value>(rule: Parser<Value>, least = 1): Parser<Value[]> =>
  many(
    map(seq(maybe(and), rule), ([, value]) => value),
    least,
    6,
  );

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
/** `3 Tết` at the end of a list */
const daysOfTet: Parser<DateExpression> = flatMap(
  seq(digits(1, 2), phrase({ en: {}, vi: tetWords.vi })),
  ([day]): DateExpression[] =>
    day >= 2 && day <= 10
      ? [{ kind: 'holiday', rule: { kind: 'newYear', first: day - 1, length: 1 } }]
      : [],
);
/** `mùng 1-3 Tết` */
const rangeOfTet: Parser<DateExpression> = map(
  seq(beforeDay, digits(1, 2), to, daysOfTet),
  ([, first, , last]) => range({ kind: 'dayWithoutMonth', day: first }, last),
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

const month = (number: number, year = {}): DateExpression => ({
  kind: 'months',
  month: number,
  length: 1,
  ...year,
});
const aMonth = phrase({ en: {}, vi: { tháng: true, t: true } });
const monthNumber = flatMap(digits(1, 2), (value) => (value >= 1 && value <= 12 ? [value] : []));
/** `tháng 1-3`, `tháng 11 và 12`, `Jan, Feb and March` */
const months: Parser<DateExpression> = alt<DateExpression[]>(
  flatMap(
    seq(maybe(phrase(phrasesFor('from'))), aMonth, monthNumber, to, monthNumber, maybeInYear),
    ([, , first, , last, year]): DateExpression[] =>
      first < last ? [range(month(first, year), month(last, year))] : [],
  ),
  flatMap(seq(aMonth, monthNumber, more(monthNumber), maybeInYear), ([, first, rest, year]) =>
    monthsInSteps([first, ...rest], year),
  ),
  flatMap(seq(monthName, more(monthName), maybeInYear), ([first, rest, year]) =>
    monthsInSteps([first, ...rest], year),
  ),
);
function monthsInSteps(numbers: readonly number[], year: object): DateExpression[] {
  const [first, last] = [numbers[0], numbers.at(-1)];
  if (first === undefined || last === undefined || !isInSteps(numbers, 12)) return [];
  return [range(month(first, first < last ? year : {}), month(last, year))];
}

const quarterNumber = alt(
  flatMap(digits(1, 1), (value) => (value >= 1 && value <= 4 ? [value] : [])),
  phrase({ en: {}, vi: { i: 1, ii: 2, iii: 3, iv: 4 } }),
);
/** `quý 1-2`, `quý I và II năm sau` */
const quarters: Parser<DateExpression> = flatMap(
  seq(
    phrase({ en: { q: true, quarters: true }, vi: { quý: true, quí: true } }),
    quarterNumber,
    maybe(alt<unknown[]>(to, and)),
    maybe(phrase({ en: { q: true }, vi: { quý: true } })),
    quarterNumber,
    maybeInYear,
  ),
  ([, first, , , last, year]): DateExpression[] =>
    first < last
      ? [
          range(
            { kind: 'months', month: 3 * first - 2, length: 3, ...year },
            { kind: 'months', month: 3 * last - 2, length: 3, ...year },
          ),
        ]
      : [],
);

/** `this and next week`, `this month and next` */
const units: Parser<DateExpression> = flatMap(
  alt(
    map(
      seq(whichBefore, and, whichBefore, phrase(phrasesFor('units'))),
      ([first, , second, unit]) => ({ first: first.offset, second: second.offset, unit }),
    ),
    map(
      seq(unitPeriod, and, phrase({ en: { next: 1, 'the next': 1 }, vi: {} })),
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
  alt<DateExpression[]>(weekdays, rangeOfTet, daysBefore, daysAfter, months, quarters, units),
);
