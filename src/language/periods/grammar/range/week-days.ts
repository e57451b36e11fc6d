import type { DateExpression, WeekdayReference } from '../../model/date-expression.ts';
import { alt, flatMap, map, maybe, phrase, seq } from '../../parser/combinators.ts';
import { phrasesFor } from '../../vocabulary/phrases.ts';
import { beforeDate, of, weekday, weekInCalendar, whichAfter } from '../basics.ts';
import { and, or, separator } from './ends.ts';

/** Two days of one week: `thứ 7 & CN tuần sau`. */
export const daysOfWeek = flatMap(
  seq(
    beforeDate,
    weekday,
    maybe(alt(and, or, separator)),
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
/** `tuần sau từ thứ 2 đến thứ 6`, `next week Mon-Fri` */
export const daysAfterWeek = flatMap(
  seq(weekInCalendar, maybe(phrase(phrasesFor('from'))), weekday, separator, weekday),
  ([which, , first, , second]): DateExpression[] =>
    first < second
      ? [
          {
            kind: 'range',
            from: { kind: 'weekday', weekday: first, which },
            until: { kind: 'weekday', weekday: second, which },
          },
        ]
      : [],
);
