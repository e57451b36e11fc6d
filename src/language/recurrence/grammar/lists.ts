import {
  alt,
  flatMap,
  many,
  map,
  mark,
  maybe,
  type Parser,
  phrase,
  seq,
} from '../../periods/parser/combinators.ts';
import { phrasesFor } from '../../periods/vocabulary/phrases.ts';
import { everyWords } from '../vocabulary.ts';

export const every = phrase(everyWords);
export const isEvery = map(maybe(every), (word) => word === true);
/** Every `second` Tuesday: every two weeks or the second one of a month. */
export const everyNth: Parser<number> = flatMap(phrase(phrasesFor('nthBefore')), (nth) =>
  nth >= 2 && nth <= 4 ? [nth] : [],
);

/** Further items of a list: more make no list that people write, and take long to read. */
const most = 6;
export const dash = mark('-');
/** Between the items of a list; commas are no tokens. */
const between = maybe(alt(phrase(phrasesFor('and')), mark('+', '/', '&')));

/** Items with something between them; with `least` dashes, since 2-6 is rather a range. */
export const listOf = <Value>(
  first: Parser<Value>,
  further: Parser<Value> = first,
  leastDashes = 2,
): Parser<Value[]> => {
  const after = (separator: Parser<unknown>, least: number) =>
    many(
      map(seq(separator, further), ([, item]) => item),
      least,
      most,
    );
  return map(seq(first, alt(after(between, 0), after(dash, leastDashes))), ([head, rest]) => [
    head,
    ...rest,
  ]);
};

export const inOrder = (values: readonly number[]): number[] =>
  [...new Set(values)].toSorted((a, b) => a - b);
