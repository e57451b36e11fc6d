import type { ClockReading } from '../../model/clock-reading.ts';
import type { DateExpression } from '../../model/date-expression.ts';
import type { PartOfDay } from '../../model/local-moment.ts';
import type { MomentPart } from '../../model/moment-part.ts';
import {
  alt,
  flatMap,
  many,
  map,
  mark,
  maybe,
  type Parser,
  phrase,
  seq,
  withCost,
} from '../../parser/combinators.ts';
import { phrasesFor } from '../../vocabulary/phrases.ts';
import { beforePeriod } from '../basics.ts';
import { partWithinWeek, singleDay } from '../parts.ts';
import { aboutTime, anyHour, beforeTime, clockFace, englishNumber, hour } from './clock.ts';

const clock: Parser<MomentPart> = map(
  alt<ClockReading[]>(
    map(
      seq(
        maybe(alt<unknown[]>(beforeTime, aboutTime, mark('@'))),
        clockFace,
        maybe(phrase({ en: { sharp: true, 'on the dot': true }, vi: { đúng: true } })),
      ),
      ([, face]) => face,
    ),
    map(seq(beforeTime, anyHour), ([, h]) => ({ hour: h, minute: 0, isBare: true })),
  ),
  (face) => ({ kind: 'clock', clock: face }),
);

const part: Parser<MomentPart> = map(phrase(phrasesFor('partsOfDay')), (name) => ({
  kind: 'partOfDay',
  partOfDay: name,
}));

const onDay = (expression: DateExpression, partOfDay: PartOfDay): MomentPart[] => [
  { kind: 'date', expression },
  { kind: 'partOfDay', partOfDay },
];
export const days: Parser<MomentPart[]> = alt(
  map(partWithinWeek, ({ day, partOfDay }) => onDay(day, partOfDay)),
  map(seq(beforePeriod, singleDay), ([, expression]): MomentPart[] => [
    { kind: 'date', expression },
  ]),
  map(
    seq(beforePeriod, phrase(phrasesFor('daysWithPart'))),
    ([, { day, partOfDay: name }]): MomentPart[] => [
      { kind: 'date', expression: { kind: 'offset', count: day, unit: 'day' } },
      { kind: 'partOfDay', partOfDay: name },
    ],
  ),
);

/** `8 tonight`, `8 in the evening`, `8 tomorrow morning`: a number that is a time by what follows. */
const bareHour = map(
  flatMap(alt(hour, englishNumber), (value) => (value >= 1 && value <= 12 ? [value] : [])),
  (value): MomentPart => ({ kind: 'clock', clock: { hour: value, minute: 0, isBare: true } }),
);
const englishPart = phrase({ en: phrasesFor('partsOfDay').en, vi: {} });
export const bareHourOfPart: Parser<MomentPart[]> = map(
  seq(
    maybe(aboutTime),
    withCost(1, bareHour),
    maybe(phrase({ en: { on: true }, vi: {} })),
    alt<MomentPart[][]>(
      map(phrase({ en: phrasesFor('daysWithPart').en, vi: {} }), ({ day, partOfDay }) =>
        onDay({ kind: 'offset', count: day, unit: 'day' }, partOfDay),
      ),
      map(englishPart, (partOfDay): MomentPart[] => [{ kind: 'partOfDay', partOfDay }]),
      map(seq(singleDay, englishPart), ([day, partOfDay]) => onDay(day, partOfDay)),
    ),
  ),
  ([, first, , rest]) => [first, ...rest],
);

export const single = map(alt(clock, part), (single): MomentPart[] => [single]);
const areDistinct = (parts: readonly MomentPart[]) =>
  new Set(parts.map(({ kind }) => kind)).size === parts.length;
/** Some parts in sequence, each kind at most once. */
export const several = (rule: Parser<MomentPart[]>, most: number): Parser<MomentPart[]> =>
  flatMap(many(rule, 1, most), (groups) => {
    const parts = groups.flat();
    return areDistinct(parts) ? [parts] : [];
  });
/** `19:30 - 25/12/2026`: a dash between the time and the date. */
export const withDash = (day: Parser<MomentPart[]>): Parser<MomentPart[]> => {
  const time = several(single, 2);
  const side = flatMap(several(alt(single, day), 2), (parts) =>
    parts.some(({ kind }) => kind === 'date') ? [parts] : [],
  );
  return flatMap(
    alt(seq(time, mark('-'), side), seq(side, mark('-'), time)),
    ([first, , second]) => {
      const parts = [first, second].flat();
      return areDistinct(parts) && parts.some(({ kind }) => kind === 'clock') ? [parts] : [];
    },
  );
};

/** A date with a time of day: `19h30 ngày mai`. */
export const timedDay: Parser<MomentPart[]> = alt(
  flatMap(several(alt(single, days, bareHourOfPart), 3), (parts) =>
    parts.some(({ kind }) => kind === 'date') && parts.some(({ kind }) => kind === 'clock')
      ? [parts]
      : [],
  ),
  withDash(days),
);
