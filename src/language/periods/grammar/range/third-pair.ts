import type { DateExpression } from '../../model/date-expression.ts';
import {
  alt,
  flatMap,
  mark,
  maybe,
  type Parser,
  phrase,
  seq,
  withCost,
} from '../../parser/combinators.ts';
import { phrasesFor } from '../../vocabulary/phrases.ts';
import { thirdOfUnit } from '../month.ts';

const first = phrase({
  en: {
    early: 1,
    start: 1,
    'the start': 1,
    beginning: 1,
    'the beginning': 1,
    mid: 2,
    middle: 2,
    'the middle': 2,
  },
  vi: { đầu: 1, giữa: 2, 'khoảng đầu': 1, 'khoảng giữa': 2 },
} as const);
const between = alt<unknown[]>(
  mark('-', '&', '+'),
  phrase(phrasesFor('until')),
  phrase(phrasesFor('and')),
);

/** Two thirds of one period: `mid to late March`, `từ đầu đến giữa tháng 12`. */
export const thirdPair: Parser<DateExpression> = flatMap(
  seq(maybe(phrase(phrasesFor('from'))), withCost(1, first), maybe(between), thirdOfUnit),
  ([, third, , last]): DateExpression[] =>
    third < last.third ? [{ kind: 'range', from: { ...last, third }, until: last }] : [],
);
