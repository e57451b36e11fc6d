import type { DateExpression, WeekdayReference } from '../model/date-expression.ts';
import {
  alt,
  flatMap,
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
  anyDayNumber,
  beforeDate,
  beforeDay,
  dayNumber,
  maybeInYear,
  monthInCalendar,
  of,
  ordinal,
  ordinalDay,
  weekday,
  weekInCalendar,
  whichAfter,
} from './basics.ts';
import { dayAfterMonth, dayOfMonth } from './calendar-day.ts';
import { oneDay } from './day.ts';
import { holidayDays } from './holiday.ts';
import { currentUnit, monthPeriod, thirdOfUnit, yearPeriod } from './month.ts';
import { singleDay } from './parts.ts';
import { periodWithinYear, span } from './span.ts';

/** `thứ Bảy 28` before a dash: the month follows at the other end. */
const dayWithoutMonth: Parser<DateExpression> = map(
  seq(
    beforeDate,
    maybe(weekday),
    maybe(alt(beforeDay, beforeDate)),
    alt(
      map(seq(anyDayNumber, maybe(ordinal)), ([day]) => day),
      ordinalDay,
    ),
  ),
  ([, name, , day]) => ({
    kind: 'dayWithoutMonth',
    day,
    ...(name === undefined ? {} : { weekday: name }),
  }),
);

const between = phrase({ en: { between: true, 'in between': true }, vi: { giữa: true } });
const separator = alt(
  mark('-'),
  map(phrase(phrasesFor('until')), () => '-'),
);
const and = alt(
  mark('&', '+'),
  map(phrase(phrasesFor('and')), () => '&'),
);
const from = maybe(phrase(phrasesFor('from')));
const start = alt(singleDay, periodWithinYear, withCost(1, yearPeriod), dayWithoutMonth);
/** A list without a word between its parts: `T7 CN`, `25, 26/12`, `cuối năm nay đầu năm sau`. */
const adjacent = alt<[DateExpression, DateExpression][]>(
  seq(
    map(
      seq(beforeDate, weekday),
      ([, name]): DateExpression => ({ kind: 'weekday', weekday: name, which: 'coming' }),
    ),
    oneDay,
  ),
  seq(dayWithoutMonth, oneDay),
  seq(thirdOfUnit, thirdOfUnit),
);
/** Two days of one week: `thứ 7 & CN tuần sau`. */
const daysOfWeek = flatMap(
  seq(
    beforeDate,
    weekday,
    maybe(alt(and, separator)),
    weekday,
    alt<WeekdayReference[][]>(
      map(seq(of, weekInCalendar), ([, week]) => [week]),
      map(whichAfter, (which) => [...which.weekday]),
    ),
  ),
  ([, first, , second, weeks]): DateExpression[] =>
    second === first + 1
      ? weeks.map((which) => ({
          kind: 'range',
          from: { kind: 'weekday', weekday: first, which },
          until: { kind: 'weekday', weekday: second, which },
          isList: true,
        }))
      : [],
);
/** Days from one to another, or up to one. */
export const range: Parser<DateExpression> = alt<DateExpression[]>(
  daysOfWeek,
  map(
    // `2026-12-01` is a day rather than a range from 2026 to 12 January.
    seq(from, start, separator, span),
    ([, first, , end]) => ({ kind: 'range', from: first, until: end }),
  ),
  map(seq(between, start, and, span), ([, first, , end]) => ({
    kind: 'range',
    from: first,
    until: end,
  })),
  map(seq(start, and, span), ([first, , end]) => ({
    kind: 'range',
    from: first,
    until: end,
    isList: true,
  })),
  map(withCost(1, adjacent), ([first, end]) => ({
    kind: 'range',
    from: first,
    until: end,
    isList: true,
  })),
  // until Friday, hết tháng, từ nay đến thứ sáu
  map(
    seq(
      withCost(
        1,
        alt<unknown[]>(
          phrase(phrasesFor('untilPrefixes')),
          seq(
            phrase(phrasesFor('fromNow')),
            alt<unknown[]>(separator, phrase(phrasesFor('untilPrefixes'))),
          ),
          seq(phrase({ en: { 'between now': true }, vi: {} }), and),
        ),
      ),
      alt(span, currentUnit),
    ),
    ([, end]) => ({ kind: 'untilEnd', end }),
  ),
  // before Friday, trước Tết
  map(
    seq(withCost(1, phrase(phrasesFor('beforeStart'))), alt(singleDay, holidayDays, monthPeriod)),
    ([, first]) => ({ kind: 'untilStart', start: first }),
  ),
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
  // ngày 21 đến 25, ngày 21 đến 25 tháng này
  map(
    seq(from, dayOfMonth, separator, anyDayNumber, maybe(seq(of, monthInCalendar))),
    ([, first, , day, away]) => {
      const monthOffset = away ? { monthOffset: away[1] } : {};
      return {
        kind: 'range',
        from: { ...first, ...monthOffset },
        until: { kind: 'dayOfMonth', day, ...monthOffset },
      };
    },
  ),
);
