import type { DateExpression } from '../model/date-expression.ts';
import { alt, flatMap, map, mark, maybe, type Parser, phrase, seq } from '../parser/combinators.ts';
import { phrasesFor } from '../vocabulary/phrases.ts';
import { partWithinWeek, singleDay } from './parts.ts';

const part = phrase(phrasesFor('partsOfDay'));
const ofDay = phrase({ en: { of: true, on: true }, vi: { của: true, ngày: true } });
const early = maybe(
  phrase({ en: { early: true, late: true, later: true, 'by the': true }, vi: {} }),
);
/** A day of the week or one beside today, after which short words mean parts of it: `sat eve`, `tmr pm`. */
const nearDay: Parser<DateExpression> = flatMap(singleDay, (day) =>
  day.kind === 'weekday' || (day.kind === 'offset' && day.unit === 'day') ? [day] : [],
);
const afterNearDay = {
  en: { eve: true, am: true, pm: true, aft: true, nite: true },
  vi: {},
} as const;
const beforeDayOfWork = {
  en: {
    early: true,
    'early on': true,
    late: true,
    'late on': true,
    'first thing': true,
    'first thing on': true,
    eod: true,
    'end of day': true,
    'the end of day': true,
    'close of business': true,
    cob: true,
    'later on': true,
  },
  vi: { 'cuối ngày': true, 'đầu ngày': true },
} as const;
const afterDayOfWork = {
  en: {
    'first thing': true,
    'first thing in the morning': true,
    early: true,
    late: true,
    'all day': true,
    'all day long': true,
    eod: true,
    'end of day': true,
    cob: true,
    'whole day': true,
    'the whole day': true,
  },
  vi: { 'cả ngày': true, 'nguyên ngày': true },
} as const;
const order = ['morning', 'noon', 'afternoon', 'evening', 'night'];
const between = alt<unknown[]>(
  phrase(phrasesFor('and')),
  phrase(phrasesFor('or')),
  phrase(phrasesFor('until')),
  mark('-', '&', '+'),
);
/** Parts of one day, from the earlier to the later: `sáng và chiều`. */
const parts: Parser<true> = flatMap(seq(part, maybe(between), part), ([first, , second]) =>
  order.indexOf(first) < order.indexOf(second) ? [true as const] : [],
);
/** A day with a part of it, of which the day counts: `sáng mai`, `early tomorrow morning`. */
export const dayWithPart: Parser<DateExpression> = alt<DateExpression[]>(
  map(partWithinWeek, ({ day }) => day),
  map(seq(nearDay, phrase(afterNearDay)), ([day]) => day),
  map(seq(phrase(beforeDayOfWork), singleDay), ([, day]) => day),
  map(seq(singleDay, phrase(afterDayOfWork)), ([day]) => day),
  flatMap(
    seq(
      maybe(phrase({ en: { from: true }, vi: { từ: true, cả: true } })),
      parts,
      maybe(ofDay),
      singleDay,
    ),
    ([, , , day]) => [day],
  ),
  map(
    seq(singleDay, maybe(phrase({ en: { from: true }, vi: { từ: true } })), parts),
    ([day]) => day,
  ),
  map(
    seq(
      maybe(phrase({ en: { from: true }, vi: { từ: true, cả: true } })),
      part,
      between,
      phrase(phrasesFor('daysWithPart')),
    ),
    ([, , , { day }]) => ({ kind: 'offset', count: day, unit: 'day' }),
  ),
  map(phrase(phrasesFor('daysWithPart')), ({ day }) => ({
    kind: 'offset',
    count: day,
    unit: 'day',
  })),
  map(seq(part, maybe(ofDay), singleDay), ([, , day]) => day),
  map(seq(early, singleDay, part), ([, day]) => day),
);
