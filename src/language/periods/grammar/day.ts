import type { DateExpression, WeekdayReference } from '../model/date-expression.ts';
import { alt, flatMap, map, type Parser, phrase, seq } from '../parser/combinators.ts';
import { phrasesFor } from '../vocabulary/phrases.ts';
import {
  beforeDate,
  calendarUnit,
  count,
  of,
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

const offsetDay: Parser<DateExpression> = alt<DateExpression[]>(
  map(phrase(phrasesFor('relativeDays')), (days) => ({ kind: 'offset', count: days, unit: 'day' })),
  map(seq(phrase(phrasesFor('offsetBefore')), count, calendarUnit), ([sign, many, unit]) => ({
    kind: 'offset',
    count: sign * many,
    unit,
  })),
  map(seq(count, calendarUnit, phrase(phrasesFor('offsetAfter'))), ([many, unit, sign]) => ({
    kind: 'offset',
    count: sign * many,
    unit,
  })),
);

/** One day, without its time. */
export const oneDay: Parser<DateExpression> = alt(calendarDay, weekdayOnly, offsetDay);
