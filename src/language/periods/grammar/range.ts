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
  unitPeriod,
  weekday,
  weekInCalendar,
  whichAfter,
} from './basics.ts';
import { dayAfterMonth, dayOfMonth } from './calendar-day.ts';
import { oneDay } from './day.ts';
import { dayWithPart } from './day-part.ts';
import { holidayDays } from './lunar/holiday.ts';
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

const aroundRange = {
  en: { 'the week of': true, 'week of': true, 'the week': true, week: true },
  vi: {
    tuần: true,
    'tuần lễ': true,
    'tuần từ': true,
    khoảng: true,
    'khoảng từ': true,
    'trong khoảng': true,
    'trong khoảng từ': true,
    'trong thời gian từ': true,
    'trong các ngày': true,
    'các ngày': true,
    'những ngày': true,
  },
} as const;
/** Ends of which the whole is meant. */
const wholeEnd = phrase({
  en: { through: true, thru: true, 'now through': true },
  vi: { hết: true, 'đến hết': true, 'tới hết': true, 'cho đến hết': true, 'cho tới hết': true },
});
const between = phrase({ en: { between: true, 'in between': true }, vi: { giữa: true } });
const separator = alt(
  mark('-'),
  map(phrase(phrasesFor('until')), () => '-'),
);
const and = alt(
  mark('&', '+'),
  map(phrase(phrasesFor('and')), () => '&'),
);
const from = maybe(
  alt(
    phrase(phrasesFor('from')),
    // tuần 7-13/12, khoảng 20-25/12
    withCost(1, phrase(aroundRange)),
  ),
);
const start = alt(
  singleDay,
  dayWithPart,
  periodWithinYear,
  withCost(1, yearPeriod),
  dayWithoutMonth,
);
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
/** `before next week`, `trước cuối tuần` */
const laterUnit = alt<DateExpression[]>(
  flatMap(unitPeriod, (unit) => (unit.offset > 0 || unit.unit === 'weekend' ? [unit] : [])),
  flatMap(phrase(phrasesFor('fixedPeriods')), (unit) =>
    unit.kind === 'unit' && unit.offset >= 0 ? [unit] : [],
  ),
);
/** Days from one to another, or up to one. */
export const range: Parser<DateExpression> = alt<DateExpression[]>(
  daysOfWeek,
  map(
    // `2026-12-01` is a day rather than a range from 2026 to 12 January.
    seq(from, start, separator, alt(span, dayWithPart)),
    ([, first, , end]) => ({ kind: 'range', from: first, until: end }),
  ),
  map(
    // 25/12 đến hết năm
    seq(from, start, phrase(phrasesFor('until')), currentUnit),
    ([, first, , end]) => ({ kind: 'range', from: first, until: end }),
  ),
  map(seq(from, start, wholeEnd, holidayDays), ([, first, , end]) => ({
    kind: 'range',
    from: first,
    until: end,
    isWhole: true,
  })),
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
      alt(span, currentUnit, dayWithPart),
    ),
    ([, end]) => ({ kind: 'untilEnd', end }),
  ),
  // hết Tết, through Tet: its days may be many
  map(
    seq(maybe(phrase(phrasesFor('fromNow'))), withCost(1, wholeEnd), holidayDays),
    ([, , end]) => ({ kind: 'untilEnd', end, isWhole: true }),
  ),
  // before Friday, trước Tết
  map(
    seq(
      withCost(1, phrase(phrasesFor('beforeStart'))),
      alt(singleDay, holidayDays, monthPeriod, laterUnit),
    ),
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
