import type { DateExpression } from '../../model/date-expression.ts';
import { alt, flatMap, map, maybe, type Parser, phrase, seq } from '../../parser/combinators.ts';
import { phrasesFor } from '../../vocabulary/phrases.ts';
import { beforeDate, exactly, halfCount, unitCount, weekday } from '../basics.ts';
import { holidayDays } from '../lunar/holiday.ts';
import { anyDay } from '../nth.ts';

const base = alt(anyDay, holidayDays);
const comingWeekday: Parser<DateExpression> = map(weekday, (name) => ({
  kind: 'weekday',
  weekday: name,
  which: 'coming',
}));
const weeks = { en: { week: 1, fortnight: 2 }, vi: {} } as const;
/** A day by its name. */
const namedBase = flatMap(base, (day) =>
  day.kind === 'holiday' || (day.kind === 'day' && day.isSolar) ? [day] : [],
);
/** `kể từ bây giờ` */
const nowDay: Parser<DateExpression> = map(
  phrase({ en: {}, vi: { 'bây giờ': 0, giờ: 0, 'lúc này': 0 } }),
  (days) => ({ kind: 'offset', count: days, unit: 'day' }),
);
const sided = phrase(phrasesFor('besides'));
/** `a week from Friday`, `2 ngày trước Tết`, `hôm sau Noel`, `the Saturday before Christmas`. */
export const besideDay: Parser<DateExpression> = alt<DateExpression[]>(
  map(
    seq(
      maybe(alt<unknown[]>(exactly, phrase({ en: {}, vi: { sau: true } }))),
      unitCount,
      maybe(phrase({ en: {}, vi: { nữa: true, sau: true } })),
      sided,
      alt(base, nowDay),
    ),
    ([, { count: many, unit }, , side, day]) => ({
      kind: 'shift',
      base: day,
      count: side * many,
      unit,
    }),
  ),
  // a week on Friday
  map(
    seq(unitCount, phrase({ en: { on: true }, vi: {} }), comingWeekday),
    ([{ count: many, unit }, , day]) => ({ kind: 'shift', base: day, count: many, unit }),
  ),
  // Friday week, Saturday fortnight, a week Friday, week on Friday
  map(
    alt<[number, DateExpression][]>(
      map(seq(comingWeekday, phrase(weeks)), ([day, many]): [number, DateExpression] => [
        many,
        day,
      ]),
      map(
        seq(phrase({ en: { 'week on': 1, 'fortnight on': 2 }, vi: {} } as const), comingWeekday),
        ([many, day]): [number, DateExpression] => [many, day],
      ),
      flatMap(seq(unitCount, comingWeekday), ([{ count: many, unit }, day]) =>
        unit === 'week' ? [[many, day] as [number, DateExpression]] : [],
      ),
    ),
    ([many, day]) => ({ kind: 'shift', base: day, count: many, unit: 'week' }),
  ),
  // Sunday after next: a week after the coming one, or that of the week after next
  flatMap(
    seq(beforeDate, weekday, phrase({ en: { 'after next': true }, vi: {} })),
    ([, name]): DateExpression[] => [
      {
        kind: 'shift',
        base: { kind: 'weekday', weekday: name, which: 'after' },
        count: 1,
        unit: 'week',
      },
      { kind: 'weekday', weekday: name, which: 2 },
    ],
  ),
  // Saturday before last
  map(seq(beforeDate, weekday, phrase({ en: { 'before last': true }, vi: {} })), ([, name]) => ({
    kind: 'shift',
    base: { kind: 'weekday', weekday: name, which: 'before' },
    count: -1,
    unit: 'week',
  })),
  // trước Tết 2 ngày, ra Tết 1 tuần
  map(
    seq(
      phrase({ en: {}, vi: { trước: -1, sau: 1, qua: 1, ra: 1 } } as const),
      base,
      alt(unitCount, halfCount),
    ),
    ([side, day, { count: many, unit }]) => ({
      kind: 'shift',
      base: day,
      count: side * many,
      unit,
    }),
  ),
  // Thanksgiving eve
  map(seq(namedBase, phrase({ en: { eve: true }, vi: {} })), ([day]) => ({
    kind: 'shift',
    base: day,
    count: -1,
    unit: 'day',
  })),
  map(seq(phrase(phrasesFor('dayBeside')), base), ([side, day]) => ({
    kind: 'shift',
    base: day,
    count: side,
    unit: 'day',
  })),
  flatMap(
    seq(
      maybe(phrase({ en: { the: true, 'on the': true, on: true }, vi: {} })),
      maybe(phrase({ en: { first: 1, last: -1 }, vi: {} } as const)),
      weekday,
      maybe(phrase({ en: {}, vi: { 'đầu tiên': 1, 'cuối cùng': -1 } } as const)),
      sided,
      base,
    ),
    ([, first, what, last, side, day]): DateExpression[] =>
      (first ?? side) === side && (last ?? side) === side
        ? [{ kind: 'beside', what, side, base: day }]
        : [],
  ),
);
/** `the weekend before Christmas` */
export const besideWeekend: Parser<DateExpression> = map(
  seq(
    maybe(phrase({ en: { the: true, 'on the': true }, vi: {} })),
    phrase<'weekend'>({ en: { weekend: 'weekend' }, vi: { 'cuối tuần': 'weekend' } }),
    sided,
    base,
  ),
  ([, what, side, day]) => ({ kind: 'beside', what, side, base: day }),
);
