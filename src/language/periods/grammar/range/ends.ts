import type { DateExpression } from '../../model/date-expression.ts';
import {
  alt,
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
import { anyDayNumber, beforeDate, beforeDay, ordinal, ordinalDay, weekday } from '../basics.ts';
import { dayWithPart } from '../day-part.ts';
import { yearPeriod } from '../month.ts';
import { singleDay } from '../parts.ts';
import { periodWithinYear } from '../span.ts';
import { timedDay } from '../time/timed-day.ts';

/** `thứ Bảy 28` before a dash: the month follows at the other end. */
export const dayWithoutMonth: Parser<DateExpression> = map(
  seq(
    beforeDate,
    maybe(weekday),
    maybe(alt(beforeDay, beforeDate)),
    alt(
      map(seq(anyDayNumber, maybe(ordinal)), ([day]) => day),
      ordinalDay,
    ),
  ),
  ([, name, , day]) => ({
    kind: 'dayWithoutMonth',
    day,
    ...(name === undefined ? {} : { weekday: name }),
  }),
);

const aroundRange = {
  en: { 'the week of': true, 'week of': true, 'the week': true, week: true },
  vi: {
    tuần: true,
    'tuần lễ': true,
    'tuần từ': true,
    khoảng: true,
    'khoảng từ': true,
    'trong khoảng': true,
    'trong khoảng từ': true,
    'trong thời gian từ': true,
    'trong các ngày': true,
    'các ngày': true,
    'những ngày': true,
  },
} as const;
/** Ends of which the whole is meant. */
export const wholeEnd = phrase({
  en: { through: true, thru: true, 'now through': true },
  vi: { hết: true, 'đến hết': true, 'tới hết': true, 'cho đến hết': true, 'cho tới hết': true },
});
export const between = phrase({ en: { between: true, 'in between': true }, vi: { giữa: true } });
export const separator = alt(
  mark('-'),
  map(phrase(phrasesFor('until')), () => '-'),
);
export const and = alt(
  mark('&', '+'),
  map(phrase(phrasesFor('and')), () => '&'),
);
/** Between days of which either is meant; they are a range only if one follows the other. */
export const or = map(phrase(phrasesFor('or')), () => '&');
export const from = maybe(
  alt(
    phrase(phrasesFor('from')),
    // tuần 7-13/12, khoảng 20-25/12
    withCost(1, phrase(aroundRange)),
  ),
);
/** A day with a time, of which the day counts: `Friday 6pm`. */
export const dayWithTime: Parser<DateExpression> = flatMap(timedDay, (parts): DateExpression[] => {
  const date = parts.find((part) => part.kind === 'date');
  const clock = parts.find((part) => part.kind === 'clock');
  const part = parts.find((one) => one.kind === 'partOfDay');
  return date && clock
    ? [
        {
          kind: 'timed',
          day: date.expression,
          clock: clock.clock,
          ...(part ? { partOfDay: part.partOfDay } : {}),
        },
      ]
    : [];
});
export const start = alt(
  singleDay,
  dayWithPart,
  dayWithTime,
  periodWithinYear,
  withCost(1, yearPeriod),
  dayWithoutMonth,
);
