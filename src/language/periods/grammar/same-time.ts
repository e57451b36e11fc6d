import type { DateExpression } from '../model/date-expression.ts';
import { alt, flatMap, map, maybe, type Parser, phrase, seq } from '../parser/combinators.ts';
import { phrasesFor } from '../vocabulary/phrases.ts';
import { exactly, unitPeriod } from './basics.ts';

const thisTime = phrase({
  en: { 'this time': true, 'same time': true, 'the same time': true, 'at this time': true },
  vi: {
    'giờ này': true,
    'bằng giờ': true,
    'bằng giờ này': true,
    'tầm này': true,
    'tầm giờ này': true,
    'khoảng giờ này': true,
    'cùng giờ': true,
    'cùng giờ này': true,
    'vào giờ này': true,
  },
});

/** The day on which it is the time that it is now: `this time tomorrow`, `bằng giờ tuần sau`. */
export const sameTime: Parser<DateExpression> = alt<DateExpression[]>(
  flatMap(seq(maybe(exactly), thisTime, unitPeriod), ([, , { unit, offset }]): DateExpression[] =>
    unit === 'week' || unit === 'month' || unit === 'year'
      ? [{ kind: 'offset', count: offset, unit }]
      : [],
  ),
  map(
    seq(maybe(exactly), thisTime, phrase(phrasesFor('relativeDays'))),
    ([, , days]): DateExpression => ({ kind: 'offset', count: days, unit: 'day' }),
  ),
);
