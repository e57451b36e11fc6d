import type { DateExpression } from '../../model/date-expression.ts';
import {
  alt,
  flatMap,
  map,
  maybe,
  type Parser,
  phrase,
  seq,
  withCost,
} from '../../parser/combinators.ts';
import { phrasesFor } from '../../vocabulary/phrases.ts';
import {
  anyDayNumber,
  beforeDate,
  dayNumber,
  maybeInYear,
  monthInCalendar,
  monthName,
  of,
  ordinal,
  unitPeriod,
  weekday,
} from '../basics.ts';
import { calendarDay, dayAfterMonth, dayOfMonth } from '../calendar-day.ts';
import { oneDay } from '../day.ts';
import { dayWithPart } from '../day-part.ts';
import { holidayDays } from '../lunar/holiday.ts';
import { currentUnit, monthPeriod, thirdOfUnit, yearPeriod } from '../month.ts';
import { singleDay } from '../parts.ts';
import { span } from '../span.ts';
import {
  and,
  between,
  dayWithoutMonth,
  dayWithTime,
  from,
  or,
  separator,
  start,
  wholeEnd,
} from './ends.ts';
import { list } from './list.ts';
import { thirdPair } from './third-pair.ts';
import { twoOffsets } from './two-days.ts';
import { daysAfterWeek, daysOfWeek } from './week-days.ts';

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
  flatMap(seq(calendarDay, calendarDay), ([one, other]): [DateExpression, DateExpression][] =>
    one.kind === 'day' &&
    other.kind === 'day' &&
    !one.isSolar &&
    !other.isSolar &&
    (one.day !== other.day || one.month !== other.month)
      ? [[one, other]]
      : [],
  ),
);
/** `before next week`, `trước cuối tuần` */
const laterUnit = alt<DateExpression[]>(
  flatMap(unitPeriod, (unit) => (unit.offset > 0 || unit.unit === 'weekend' ? [unit] : [])),
  flatMap(phrase(phrasesFor('fixedPeriods')), (unit) =>
    unit.kind === 'unit' && unit.offset >= 0 ? [unit] : [],
  ),
);
/** tuần 7-13/12, Q1-2027, T12-T2: the first is no period by itself, or the second is its year or month. */
const isUnlikely = (from: DateExpression, until: DateExpression): boolean =>
  (from.kind === 'isoWeek' && until.kind !== 'isoWeek') ||
  (from.kind === 'months' && from.year === undefined && until.kind === 'year') ||
  (from.kind === 'months' && until.kind === 'weekday');
/** Days from one to another, or up to one. */
export const range: Parser<DateExpression> = alt<DateExpression[]>(
  daysOfWeek,
  list,
  thirdPair,
  twoOffsets,
  daysAfterWeek,
  flatMap(
    // `2026-12-01` is a day rather than a range from 2026 to 12 January.
    seq(from, start, separator, alt(span, dayWithPart, dayWithTime)),
    ([, first, , end]): DateExpression[] =>
      isUnlikely(first, end) ? [] : [{ kind: 'range', from: first, until: end }],
  ),
  map(
    // 25/12 đến hết năm
    seq(from, start, phrase(phrasesFor('until')), currentUnit),
    ([, first, , end]) => ({ kind: 'range', from: first, until: end }),
  ),
  map(
    seq(from, start, withCost(-1, wholeEnd), alt(holidayDays, monthPeriod)),
    ([, first, , end]) => ({
      kind: 'range',
      from: first,
      until: end,
      isWhole: true,
    }),
  ),
  map(seq(between, start, and, span), ([, first, , end]) => ({
    kind: 'range',
    from: first,
    until: end,
  })),
  map(seq(start, alt(and, or), alt(span, dayWithPart)), ([first, , end]) => ({
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
      alt(span, currentUnit, dayWithPart, dayWithTime),
    ),
    ([, end]) => ({ kind: 'untilEnd', end }),
  ),
  // Friday at the latest
  map(
    seq(
      maybe(phrase(phrasesFor('untilPrefixes'))),
      alt(singleDay, dayWithTime),
      withCost(
        1,
        phrase({
          en: { 'at the latest': true, latest: true, 'at latest': true },
          vi: { 'là muộn nhất': true, 'là chậm nhất': true, 'là trễ nhất': true },
        }),
      ),
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
      maybe(
        seq(
          phrase(phrasesFor('fromNow')),
          alt<unknown[]>(separator, phrase(phrasesFor('untilPrefixes'))),
        ),
      ),
      withCost(1, phrase(phrasesFor('beforeStart'))),
      alt(singleDay, holidayDays, monthPeriod, laterUnit, yearPeriod),
    ),
    ([, , first]) => ({ kind: 'untilStart', start: first }),
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
  // T12-T2, th1 - th3
  map(
    seq(from, monthName, separator, phrase(phrasesFor('shortMonths')), maybeInYear),
    ([, first, , last, year]): DateExpression => ({
      kind: 'range',
      from: { kind: 'months', month: first, length: 1, ...(first < last ? year : {}) },
      until: { kind: 'months', month: last, length: 1, ...year },
    }),
  ),
  // từ 27 đến 29 tháng này
  flatMap(
    seq(from, dayNumber, separator, dayNumber, of, monthInCalendar),
    ([, first, , last, , monthOffset]): DateExpression[] =>
      first < last
        ? [
            {
              kind: 'range',
              from: { kind: 'dayOfMonth', day: first, monthOffset },
              until: { kind: 'dayOfMonth', day: last, monthOffset },
            },
          ]
        : [],
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
