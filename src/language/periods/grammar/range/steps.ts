import type { DateExpression } from '../../model/date-expression.ts';
import { alt, many, map, mark, maybe, type Parser, phrase, seq } from '../../parser/combinators.ts';
import { phrasesFor } from '../../vocabulary/phrases.ts';

export const and = alt<unknown[]>(
  mark('&', '+'),
  phrase(phrasesFor('and')),
  phrase(phrasesFor('or')),
  phrase({ en: { n: true }, vi: {} }),
);
export const to = alt<unknown[]>(
  mark('-'),
  phrase({ en: {}, vi: { đến: true, tới: true, 'đến hết': true, 'tới hết': true } }),
);
export const range = (from: DateExpression, until: DateExpression): DateExpression => ({
  kind: 'range',
  from,
  until,
});
/** Whether each number is one more than the one before it; after the largest comes the first. */
export const isInSteps = (numbers: readonly number[], largest: number): boolean =>
  numbers.length > 1 &&
  numbers.every((number, at) => at === 0 || number === ((numbers[at - 1] ?? 0) % largest) + 1);

export const more = <Value>(rule: Parser<Value>, least = 1): Parser<Value[]> =>
  many(
    map(seq(maybe(and), rule), ([, value]) => value),
    least,
    6,
  );
