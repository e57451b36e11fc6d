import type { DateExpression } from '../../model/date-expression.ts';
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
import { phrasesFor } from '../../vocabulary/phrases.ts';
import { anyDayNumber, beforeDay, calendarUnit, ordinal } from '../basics.ts';
import { and, range } from './steps.ts';

const the = phrase({ en: { the: true }, vi: {} });
/** `ngày 30 với 31`, `the 30th or 31st` */
export const daysOfAnyMonth: Parser<DateExpression> = flatMap(
  seq(
    alt(beforeDay, the),
    anyDayNumber,
    maybe(ordinal),
    and,
    maybe(alt(beforeDay, the)),
    anyDayNumber,
    maybe(ordinal),
  ),
  ([, first, , , , last]): DateExpression[] =>
    last === first + 1
      ? [range({ kind: 'dayOfMonth', day: first }, { kind: 'dayOfMonth', day: last })]
      : [],
);

const dash = alt<unknown[]>(mark('-'), phrase(phrasesFor('or')));
const count = alt(digits(1, 2), phrase(phrasesFor('numbers')));
const days = flatMap(calendarUnit, (unit) => (unit === 'day' ? [unit] : []));
/** `2-3 ngày nữa`, `in 2 or 3 days`: two days of which one follows the other. */
export const twoOffsets: Parser<DateExpression> = flatMap(
  // Rather than from the second of a month.
  withCost(
    -1,
    alt<[number, number][]>(
      map(
        seq(
          count,
          dash,
          count,
          days,
          phrase({ en: { 'from now': true, 'from today': true }, vi: { nữa: true } }),
        ),
        ([first, , last]): [number, number] => [first, last],
      ),
      map(
        seq(phrase({ en: { in: true }, vi: {} }), count, dash, count, days),
        ([, first, , last]): [number, number] => [first, last],
      ),
    ),
  ),
  ([first, last]): DateExpression[] =>
    last === first + 1
      ? [
          range(
            { kind: 'offset', count: first, unit: 'day' },
            { kind: 'offset', count: last, unit: 'day' },
          ),
        ]
      : [],
);
