import type { DateExpression, NthOf } from '../model/date-expression.ts';
import { alt, flatMap, map, maybe, type Parser, phrase, seq } from '../parser/combinators.ts';
import { phrasesFor } from '../vocabulary/phrases.ts';
import { weekday } from './basics.ts';
import { oneDay } from './day.ts';
import { holidayDay } from './lunar/holiday.ts';
import { currentOf, monthPeriod, units, yearPeriod } from './month.ts';

const of = maybe(alt(phrase(phrasesFor('of')), phrase({ en: { in: true }, vi: {} })));
const inMonth: Parser<DateExpression> = alt<DateExpression[]>(
  flatMap(monthPeriod, (months) => (months.length === 1 ? [months] : [])),
  units('month'),
  currentOf('month'),
);
const inMonthOrYear: Parser<DateExpression> = alt<DateExpression[]>(
  inMonth,
  monthPeriod,
  units('year', 'quarter'),
  currentOf('year'),
  yearPeriod,
);
/** The nth week, weekend or weekday of a month: `first week of December`, `thứ bảy đầu tiên của tháng 12`. */
const nthIn = (what: Parser<NthOf>, period: Parser<DateExpression>): Parser<DateExpression> =>
  map(
    seq(
      alt(
        seq(phrase(phrasesFor('nthBefore')), what),
        map(seq(what, phrase(phrasesFor('nthAfter'))), ([thing, nth]) => [nth, thing] as const),
      ),
      of,
      period,
    ),
    ([[nth, thing], , month]) => ({ kind: 'nth', nth, what: thing, of: month }),
  );
const inYearOnly: Parser<DateExpression> = alt<DateExpression[]>(
  units('year', 'quarter'),
  currentOf('year', 'quarter'),
  yearPeriod,
);
const severalMonths: Parser<DateExpression> = alt<DateExpression[]>(
  inYearOnly,
  flatMap(monthPeriod, (months) => (months.length > 1 ? [months] : [])),
);
/** A week or a weekend of a month, or the first or last one of a year; a month of a year. */
export const nthDays: Parser<DateExpression> = alt<DateExpression[]>(
  nthIn(phrase(phrasesFor('nthUnits')), inMonth),
  flatMap(nthIn(phrase(phrasesFor('nthUnits')), inYearOnly), (days) =>
    days.kind === 'nth' && (days.nth === 1 || days.nth === -1) ? [days] : [],
  ),
  nthIn(phrase<'month'>({ en: { month: 'month' }, vi: { tháng: 'month' } }), severalMonths),
);

/** `December's` */
const monthsOwning = phrase(() => ({
  en: Object.fromEntries(
    Object.entries(phrasesFor('months').en).map(([name, month]) => [`${name}s`, month]),
  ),
  vi: {},
}));
const aDay = phrase<'day'>({ en: { day: 'day' }, vi: { ngày: 'day' } });
/** `last day of the month`, `ngày đầu tiên của năm 2027`; `ngày cuối tháng` may be several. */
const nthDay = nthIn(aDay, inMonthOrYear);

/** One day, also by its position in a month or by its name. */
export const anyDay: Parser<DateExpression> = alt<DateExpression[]>(
  oneDay,
  nthIn(
    map(seq(maybe(phrase({ en: {}, vi: { ngày: true } })), weekday), ([, name]) => name),
    inMonthOrYear,
  ),
  // December's first Saturday
  map(seq(monthsOwning, phrase(phrasesFor('nthBefore')), weekday), ([month, nth, what]) => ({
    kind: 'nth',
    nth,
    what,
    of: { kind: 'months', month, length: 1 },
  })),
  nthDay,
  holidayDay,
);
