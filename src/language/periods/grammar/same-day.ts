import { isDeepStrictEqual } from 'node:util';
import type { DateExpression } from '../model/date-expression.ts';
import { alt, flatMap, type Parser, seq } from '../parser/combinators.ts';
import { calendarDay } from './calendar-day.ts';
import { oneDay } from './day.ts';
import { holidayDay } from './lunar/holiday.ts';

const named = alt(calendarDay, holidayDay);

/** A name and its date, if they are of one day: `quốc khánh 2/9`, `giỗ tổ 10/3`. */
function merge(first: DateExpression, second: DateExpression): DateExpression[] {
  if (first.kind === 'day' && second.kind === 'day') {
    const isOne = first.day === second.day && first.month === second.month;
    return isOne && (first.isSolar || second.isSolar) ? [{ ...first, ...second }] : [];
  }
  if (first.kind === 'day' && second.kind === 'holiday') return merge(second, first);
  if (first.kind !== 'holiday') return [];
  const { rule } = first;
  if (second.kind === 'holiday') return isDeepStrictEqual(rule, second.rule) ? [first] : [];
  return rule.kind === 'lunar' &&
    (second.kind === 'day' || second.kind === 'lunarDay') &&
    second.day === rule.day &&
    second.month === rule.month
    ? [first]
    : [];
}

/** One day said twice: `mai, thứ tư`, `tomorrow (25/11)`, `Mother's Day (ngày của mẹ)`. */
export const sameDay: Parser<DateExpression> = alt<DateExpression[]>(
  flatMap(seq(named, named), ([first, second]) => merge(first, second)),
  flatMap(seq(oneDay, oneDay), ([one, other]): DateExpression[] => {
    if ((one.kind === 'offset') === (other.kind === 'offset')) return [];
    const [first, second] = one.kind === 'offset' ? [one, other] : [other, one];
    return [{ kind: 'same', first, second }];
  }),
);
