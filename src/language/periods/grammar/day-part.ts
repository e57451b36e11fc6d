import type { DateExpression, DayWithPart } from '../model/date-expression.ts';
import { type PartOfDay, partsOfDay } from '../model/local-moment.ts';
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
  en: {
    eve: ['evening', 'evening'],
    am: ['morning', 'morning'],
    pm: ['afternoon', 'evening'],
    aft: ['afternoon', 'afternoon'],
    nite: ['night', 'night'],
  },
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
const between = alt<unknown[]>(
  phrase(phrasesFor('and')),
  phrase(phrasesFor('or')),
  phrase(phrasesFor('until')),
  mark('-', '&', '+'),
);
/** Parts of one day, from the earlier to the later: `sáng và chiều`. */
const parts: Parser<readonly [PartOfDay, PartOfDay]> = flatMap(
  seq(part, maybe(between), part),
  ([first, , second]) =>
    partsOfDay.indexOf(first) < partsOfDay.indexOf(second) ? [[first, second] as const] : [],
);

/** A day, and what of it is meant where that is said. */
interface PartedDay {
  readonly day: DateExpression;
  readonly parts?: readonly [first: PartOfDay, last: PartOfDay];
}
const whole = (day: DateExpression): PartedDay => ({ day });
const parted = (day: DateExpression, first: PartOfDay, last = first): PartedDay => ({
  day,
  parts: [first, last],
});
const fromToday = ({ day, partOfDay }: DayWithPart): PartedDay =>
  parted({ kind: 'offset', count: day, unit: 'day' }, partOfDay);

/** A day with a part of it: `sáng mai`, `early tomorrow morning`. */
export const partedDay: Parser<PartedDay> = alt<PartedDay[]>(
  map(partWithinWeek, ({ day, partOfDay }) => parted(day, partOfDay)),
  map(seq(nearDay, phrase(afterNearDay)), ([day, [first, last]]) => parted(day, first, last)),
  map(seq(phrase(beforeDayOfWork), singleDay), ([, day]) => whole(day)),
  map(seq(singleDay, phrase(afterDayOfWork)), ([day]) => whole(day)),
  map(
    seq(
      maybe(phrase({ en: { from: true }, vi: { từ: true, cả: true } })),
      parts,
      maybe(ofDay),
      singleDay,
    ),
    ([, [first, last], , day]) => parted(day, first, last),
  ),
  map(
    seq(singleDay, maybe(phrase({ en: { from: true }, vi: { từ: true } })), parts),
    ([day, , [first, last]]) => parted(day, first, last),
  ),
  map(
    seq(
      maybe(phrase({ en: { from: true }, vi: { từ: true, cả: true } })),
      part,
      between,
      phrase(phrasesFor('daysWithPart')),
    ),
    ([, first, , { day: count, partOfDay: last }]) => {
      const day = { kind: 'offset', count, unit: 'day' } as const;
      return partsOfDay.indexOf(first) < partsOfDay.indexOf(last)
        ? parted(day, first, last)
        : whole(day);
    },
  ),
  map(phrase(phrasesFor('daysWithPart')), fromToday),
  map(seq(part, maybe(ofDay), singleDay), ([name, , day]) => parted(day, name)),
  map(seq(early, singleDay, part), ([, day, name]) => parted(day, name)),
);

/** A day with a part of it, of which the day counts. */
export const dayWithPart: Parser<DateExpression> = map(partedDay, ({ day }) => day);

/** A day with a part of it, of which that part counts, where it is one that is known. */
export const dayPart: Parser<DateExpression> = map(partedDay, ({ day, parts: both }) =>
  both ? { kind: 'dayPart', day, first: both[0], last: both[1] } : day,
);
