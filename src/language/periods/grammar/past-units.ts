import type { DateExpression, Unit } from '../model/date-expression.ts';
import { alt, flatMap, map, maybe, type Parser, phrase, seq } from '../parser/combinators.ts';
import { calendarUnit, count } from './basics.ts';

const yes = <Word extends string>(...words: readonly Word[]) =>
  Object.fromEntries(words.map((word) => [word, true as const]));

const before = phrase({
  en: yes(
    ...['past', 'the past', 'in the past', 'over the past', 'during the past', 'within the past'],
    ...['last', 'the last', 'in the last', 'over the last', 'during the last', 'within the last'],
    ...['previous', 'the previous', 'in the previous', 'these past', 'these last', 'this past'],
  ),
  vi: {},
});
const after = phrase({
  en: {},
  vi: yes(
    ...['qua', 'vừa qua', 'vừa rồi', 'gần đây', 'gần nhất', 'trở lại đây', 'đã qua', 'mới đây'],
    ...['gần đây nhất', 'trở lại', 'đổ lại đây'],
  ),
});
const within = maybe(phrase({ en: {}, vi: yes('trong', 'trong vòng', 'trong suốt', 'suốt') }));
const fortnight = map(
  phrase({ en: { fortnight: 'week', fortnights: 'week' }, vi: {} } as const),
  (unit) => ({ unit, times: 2 }),
);
const unit = alt(
  map(calendarUnit, (of): { unit: Unit; times: number } => ({ unit: of, times: 1 })),
  fortnight,
);

/** Some units up to and with today: `the past 7 days`, `2 tuần qua`. */
export const pastUnits: Parser<DateExpression> = alt<DateExpression[]>(
  map(
    alt(
      map(seq(before, count, unit), ([, many, of]) => ({ many, of })),
      map(seq(within, count, unit, after), ([, many, of]) => ({ many, of })),
    ),
    ({ many, of }) => ({ kind: 'pastUnits', count: many * of.times, unit: of.unit }),
  ),
  // the past week: not that of the calendar
  flatMap(
    seq(
      phrase({
        en: yes('past', 'the past', 'this past', 'in the past', 'over the past', 'during the past'),
        vi: {},
      }),
      calendarUnit,
    ),
    ([, of]): DateExpression[] => (of === 'day' ? [] : [{ kind: 'pastUnits', count: 1, unit: of }]),
  ),
  map(seq(phrase({ en: yes('past', 'the past', 'last', 'the last'), vi: {} }), fortnight), () => ({
    kind: 'pastUnits',
    count: 2,
    unit: 'week',
  })),
);

/** `the coming week`, `the year ahead` */
export const comingUnit: Parser<DateExpression> = flatMap(
  alt(
    map(
      seq(
        phrase({
          en: yes(
            ...['coming', 'the coming', 'this coming', 'in the coming', 'over the coming'],
            ...['upcoming', 'the upcoming', 'this upcoming', 'over the upcoming'],
          ),
          vi: {},
        }),
        calendarUnit,
      ),
      ([, of]) => of,
    ),
    map(
      seq(
        maybe(phrase({ en: { the: true }, vi: {} })),
        calendarUnit,
        phrase({ en: { ahead: true }, vi: {} }),
      ),
      ([, of]) => of,
    ),
  ),
  (of): DateExpression[] =>
    of === 'day' ? [] : [{ kind: 'unit', unit: of, offset: 1, isComing: true }],
);
