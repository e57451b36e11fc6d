import type { DateExpression, YearQualifier } from '../model/date-expression.ts';
import {
  alt,
  digits,
  flatMap,
  map,
  maybe,
  type Parser,
  phrase,
  seq,
} from '../parser/combinators.ts';
import { phrasesFor } from '../vocabulary/phrases.ts';
import { inYear, maybeInYear, of, ordinal, the, weekInCalendar } from './basics.ts';
import { anyDay } from './nth.ts';

const weekEnding = {
  en: { 'week ending': true, 'the week ending': true, we: true, 'week ending on': true },
  vi: { 'tuần kết thúc': true, 'tuần kết thúc ngày': true, 'tuần kết thúc vào': true },
} as const;
const weekendWord = phrase({
  en: { weekend: true, wknd: true, 'the weekend': true },
  vi: { 'cuối tuần': true },
});
/** Numbers up to this one may count the weeks of a month: `tuần 2/12`. */
const lastWeekOfMonth = 5;
/** `tuần của 24/11`, `the week of 24 November`, `tuần Noel`. */
export const weekOf: Parser<DateExpression> = alt<DateExpression[]>(
  map(seq(phrase(phrasesFor('weekOf')), anyDay), ([what, day]) => ({ kind: 'weekOf', what, day })),
  map(seq(phrase(phrasesFor('weekStarting')), anyDay), ([, day]) => ({
    kind: 'weekOf',
    what: 'week',
    day,
    starts: true,
  })),
  flatMap(
    alt(
      map(
        seq(anyDay, phrase({ en: { week: 'week', weekend: 'weekend' }, vi: {} } as const)),
        ([day, what]) => ({
          day,
          what,
        }),
      ),
      map(
        seq(
          phrase({
            en: {},
            vi: { tuần: 'week', 'tuần lễ': 'week', 'cuối tuần': 'weekend' },
          } as const),
          anyDay,
        ),
        ([what, day]) => ({
          day,
          what,
        }),
      ),
    ),
    ({ day, what }): DateExpression[] =>
      day.kind === 'holiday' ||
      (day.kind === 'day' && (day.isSolar || day.day > lastWeekOfMonth) && !day.after)
        ? [{ kind: 'weekOf', what, day }]
        : [],
  ),
  // the week with 1/10 in it, the week Dec 25 is in
  map(
    seq(
      phrase({ en: { week: true, 'the week': true }, vi: {} }),
      maybe(phrase({ en: { with: true, 'in which': true, when: true, that: true }, vi: {} })),
      anyDay,
      phrase({
        en: { 'in it': true, 'is in': true, 'falls in': true, falls: true, 'falls on': true },
        vi: {},
      }),
    ),
    ([, , day]) => ({ kind: 'weekOf', what: 'week', day }),
  ),
  // week ending 13 Dec
  map(seq(phrase(weekEnding), anyDay), ([, day]) => ({
    kind: 'weekOf',
    what: 'week',
    day,
    ends: true,
  })),
);
/** The weekend of a week: `next week's weekend`. */
export const weekendOfWeek: Parser<DateExpression> = map(
  alt(
    map(seq(weekInCalendar, weekendWord), ([week]) => week),
    map(seq(weekendWord, of, weekInCalendar), ([, , week]) => week),
  ),
  (offset) => ({ kind: 'unit', unit: 'weekend', offset }),
);
const ofTheYear: Parser<YearQualifier> = map(
  phrase({
    en: { 'of the year': true, 'the year': true, 'this year': true, 'of this year': true },
    vi: { 'của năm': true, 'trong năm': true, 'năm nay': true, 'của năm nay': true },
  }),
  () => ({}),
);
/** `tuần 50`, `week 50 of 2026`; small numbers may count the weeks of something else. */
export const isoWeek: Parser<DateExpression> = flatMap(
  alt(
    seq(phrase(phrasesFor('weekNumber')), digits(1, 2), alt(maybeInYear, ofTheYear)),
    // the 50th week of 2026
    map(
      seq(
        the,
        digits(1, 2),
        ordinal,
        phrase({ en: { week: true, wk: true }, vi: {} }),
        of,
        alt(inYear, ofTheYear),
      ),
      ([, week, , , , year]) => [true, week, year] as const,
    ),
  ),
  ([, week, year]): DateExpression[] =>
    week > 5 || year.year !== undefined ? [{ kind: 'isoWeek', week, ...year }] : [],
);
