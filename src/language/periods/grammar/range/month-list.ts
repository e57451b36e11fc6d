import type { DateExpression } from '../../model/date-expression.ts';
import { alt, digits, flatMap, maybe, type Parser, phrase, seq } from '../../parser/combinators.ts';
import { phrasesFor } from '../../vocabulary/phrases.ts';
import { maybeInYear, monthName } from '../basics.ts';
import { and, isInSteps, more, range, to } from './steps.ts';

const month = (number: number, year = {}): DateExpression => ({
  kind: 'months',
  month: number,
  length: 1,
  ...year,
});
const aMonth = phrase({ en: {}, vi: { tháng: true, t: true } });
const monthNumber = flatMap(digits(1, 2), (value) => (value >= 1 && value <= 12 ? [value] : []));
/** `tháng 1-3`, `tháng 11 và 12`, `Jan, Feb and March` */
export const months: Parser<DateExpression> = alt<DateExpression[]>(
  flatMap(
    seq(maybe(phrase(phrasesFor('from'))), aMonth, monthNumber, to, monthNumber, maybeInYear),
    ([, , first, , last, year]): DateExpression[] =>
      first < last ? [range(month(first, year), month(last, year))] : [],
  ),
  flatMap(seq(aMonth, monthNumber, more(monthNumber), maybeInYear), ([, first, rest, year]) =>
    monthsInSteps([first, ...rest], year),
  ),
  flatMap(seq(monthName, more(monthName), maybeInYear), ([first, rest, year]) =>
    monthsInSteps([first, ...rest], year),
  ),
);
function monthsInSteps(numbers: readonly number[], year: object): DateExpression[] {
  const [first, last] = [numbers[0], numbers.at(-1)];
  if (first === undefined || last === undefined || !isInSteps(numbers, 12)) return [];
  return [range(month(first, first < last ? year : {}), month(last, year))];
}

const quarterNumber = alt(
  flatMap(digits(1, 1), (value) => (value >= 1 && value <= 4 ? [value] : [])),
  phrase({ en: {}, vi: { i: 1, ii: 2, iii: 3, iv: 4 } }),
);
/** `quý 1-2`, `quý I và II năm sau` */
export const quarters: Parser<DateExpression> = flatMap(
  seq(
    phrase({ en: { q: true, quarters: true }, vi: { quý: true, quí: true } }),
    quarterNumber,
    maybe(alt<unknown[]>(to, and)),
    maybe(phrase({ en: { q: true }, vi: { quý: true } })),
    quarterNumber,
    maybeInYear,
  ),
  ([, first, , , last, year]): DateExpression[] =>
    first < last
      ? [
          range(
            { kind: 'months', month: 3 * first - 2, length: 3, ...year },
            { kind: 'months', month: 3 * last - 2, length: 3, ...year },
          ),
        ]
      : [],
);
