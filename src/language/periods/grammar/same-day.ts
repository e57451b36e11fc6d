import { isDeepStrictEqual } from 'node:util';
import type { DateExpression } from '../model/date-expression.ts';
import { alt, flatMap, many, map, type Parser, phrase, seq } from '../parser/combinators.ts';
import { isTimeWord } from '../vocabulary/time-words.ts';
import { calendarDay } from './calendar-day.ts';
import { oneDay } from './day.ts';
import { holidayDay } from './lunar/holiday.ts';
import { markedDay } from './lunar/lunar.ts';

const named = alt(calendarDay, holidayDay);

/** A name and its date, if they are of one day: `quốc khánh 2/9`, `giỗ tổ 10/3`. */
function merge(first: DateExpression, second: DateExpression): DateExpression[] {
  if (first.kind === 'day' && second.kind === 'day') {
    const isOne = first.day === second.day && first.month === second.month;
    return isOne && (first.isSolar || second.isSolar) ? [{ ...first, ...second }] : [];
  }
  if (first.kind !== 'holiday' && second.kind === 'holiday') return merge(second, first);
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

/** Words with which the name of a festival begins. */
const festival = phrase({
  en: {},
  vi: {
    giỗ: true,
    'đám giỗ': true,
    vía: true,
    'ngày vía': true,
    lễ: true,
    hội: true,
    'lễ hội': true,
    'ngày hội': true,
    cúng: true,
  },
});
const otherWord: Parser<string> = ({ tokens }, at) => {
  const token = tokens[at];
  return token?.kind === 'word' && !isTimeWord(token)
    ? [{ value: token.text, at: at + 1, cost: 1, languages: 0 }]
    : [];
};
/** A lunar date with a festival that is not known: `16/3 âm lịch hội làng`. */
const festivalDay = map(seq(markedDay, festival, many(otherWord, 1, 5)), ([day]) => day);

/** One day said twice: `mai, thứ tư`, `tomorrow (25/11)`, `Mother's Day (ngày của mẹ)`. */
export const sameDay: Parser<DateExpression> = alt<DateExpression[]>(
  festivalDay,
  flatMap(seq(named, named), ([first, second]) => merge(first, second)),
  flatMap(seq(oneDay, oneDay), ([one, other]): DateExpression[] => {
    if ((one.kind === 'offset') === (other.kind === 'offset')) return [];
    const [first, second] = one.kind === 'offset' ? [one, other] : [other, one];
    return [{ kind: 'same', first, second }];
  }),
);
