import type { DateExpression, WeekdayReference } from '../model/date-expression.ts';
import {
  alt,
  flatMap,
  map,
  maybe,
  type Parser,
  phrase,
  seq,
  withCost,
} from '../parser/combinators.ts';
import { phrasesFor } from '../vocabulary/phrases.ts';
import {
  beforeDate,
  exactly,
  halfCount,
  of,
  unitCount,
  unitPeriod,
  weekday,
  weekInCalendar,
  whichAfter,
  whichBefore,
} from './basics.ts';
import { calendarDay } from './calendar-day.ts';

const onWeekday = (name: number, which: WeekdayReference): DateExpression => ({
  kind: 'weekday',
  weekday: name,
  which,
});
const weekdayOnly: Parser<DateExpression> = alt<DateExpression[]>(
  map(seq(beforeDate, weekday), ([, name]) => onWeekday(name, 'coming')),
  flatMap(seq(beforeDate, whichBefore, weekday), ([, which, name]) =>
    which.weekday.map((day) => onWeekday(name, day)),
  ),
  flatMap(seq(beforeDate, weekday, whichAfter), ([, name, which]) =>
    which.weekday.map((day) => onWeekday(name, day)),
  ),
  map(seq(beforeDate, weekday, of, weekInCalendar), ([, name, , week]) => onWeekday(name, week)),
  map(seq(weekInCalendar, beforeDate, weekday), ([week, , name]) => onWeekday(name, week)),
);

/** in two weeks' `time`, sau 3 ngày `nữa` */
const afterOffset = phrase({ en: { time: true }, vi: { nữa: true } });
const sameDay = {
  en: {
    'this day': true,
    'same day': true,
    'the same day': true,
    'this very day': true,
  },
  vi: {
    'ngày này': true,
    'cùng ngày': true,
    'cùng ngày này': true,
    'đúng ngày này': true,
    'hôm nay': true,
  },
} as const;

const beforeOrYet = { nữa: 1, trước: -1 } as const;
const unsureDays = {
  en: {},
  vi: { nay: 0, 'hôm kìa': -3, 'ngày hôm kìa': -3, 'ngày kìa': 3 },
} as const;

const offsetDay: Parser<DateExpression> = alt<DateExpression[]>(
  map(phrase(phrasesFor('relativeDays')), (days) => ({ kind: 'offset', count: days, unit: 'day' })),
  // Beside a date it may be `này`; without marks `hom kia` is the day before yesterday.
  map(withCost(2, phrase(unsureDays)), (days) => ({ kind: 'offset', count: days, unit: 'day' })),
  map(
    seq(
      maybe(exactly),
      phrase(phrasesFor('offsetBefore')),
      alt(unitCount, halfCount),
      maybe(afterOffset),
    ),
    ([, sign, { count, unit }]) => ({ kind: 'offset', count: sign * count, unit }),
  ),
  map(
    alt(
      seq(maybe(exactly), unitCount, phrase({ en: phrasesFor('offsetAfter').en, vi: beforeOrYet })),
      // mười lăm tháng sau is the 15th of next month, or 15 months later
      flatMap(
        seq(maybe(exactly), unitCount, phrase({ en: {}, vi: { sau: 1 } } as const)),
        (found) =>
          found[1].unit === 'month' && found[1].count > 12 && found[1].count <= 31 ? [] : [found],
      ),
      // nửa năm sau may also be the second half of a year.
      seq(maybe(exactly), halfCount, phrase({ en: phrasesFor('offsetAfter').en, vi: { nữa: 1 } })),
    ),
    ([, { count, unit }, sign]) => ({ kind: 'offset', count: sign * count, unit }),
  ),
  // in exactly two weeks
  map(
    seq(phrase({ en: { in: 1 }, vi: {} } as const), exactly, unitCount),
    ([, , { count, unit }]) => ({ kind: 'offset', count, unit }),
  ),
  // ngày này tuần sau, this day next week
  flatMap(
    seq(maybe(exactly), phrase(sameDay), unitPeriod),
    ([, , { unit, offset }]): DateExpression[] =>
      unit === 'week' || unit === 'month' || unit === 'year'
        ? [{ kind: 'offset', count: offset, unit }]
        : [],
  ),
);

/** One day, without its time. */
export const oneDay: Parser<DateExpression> = alt(calendarDay, weekdayOnly, offsetDay);
