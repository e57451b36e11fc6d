import type { ClockReading, HourEnd } from '../../model/clock-reading.ts';
import type { DateExpression } from '../../model/date-expression.ts';
import {
  alt,
  digits,
  flatMap,
  map,
  mark,
  maybe,
  type Parser,
  phrase,
  seq,
} from '../../parser/combinators.ts';
import { phrasesFor } from '../../vocabulary/phrases.ts';
import { beforePeriod } from '../basics.ts';
import { dayWithPart, partedDay } from '../day-part.ts';
import { singleDay } from '../parts.ts';
import { beforeTime, clockFace, englishNumber, hour } from './clock.ts';

const part = phrase(phrasesFor('partsOfDay'));
const clock: Parser<ClockReading> = alt<ClockReading[]>(
  map(seq(maybe(beforeTime), clockFace), ([, face]) => face),
  map(alt(hour, englishNumber), (value) => ({ hour: value, minute: 0, isBare: true })),
  // 7.30 to 9 pm
  map(seq(hour, mark('.'), digits(2, 2)), ([value, , minute]) => ({
    hour: value,
    minute,
    isBare: true,
  })),
);
/** An end of a range of hours. */
export const end: Parser<HourEnd> = alt<HourEnd[]>(
  map(clock, (face) => ({ clock: face })),
  map(seq(clock, part), ([face, partOfDay]) => ({ clock: face, partOfDay })),
  map(seq(part, clock), ([partOfDay, face]) => ({ clock: face, partOfDay })),
  map(part, (partOfDay) => ({ partOfDay })),
);

const before = maybe(
  alt<unknown[]>(
    phrase(phrasesFor('from')),
    phrase({
      en: { between: true, 'at between': true, at: true },
      vi: {
        giữa: true,
        khoảng: true,
        'trong khoảng': true,
        'khoảng từ': true,
        'trong khoảng từ': true,
        'lúc từ': true,
        lúc: true,
        tầm: true,
      },
    }),
    mark('@'),
  ),
);
const to = alt<unknown[]>(mark('-'), phrase(phrasesFor('until')), phrase(phrasesFor('and')));

interface Hours {
  readonly from: HourEnd;
  readonly until: HourEnd;
}
/** Two bare numbers may be anything: they need a part of the day beside them. */
const isBare = ({ clock: face, partOfDay }: HourEnd) =>
  partOfDay === undefined && face?.isBare === true;
const isOpen = ({ from, until }: Hours) => isBare(from) && isBare(until);

const parts = ['morning', 'noon', 'afternoon', 'evening', 'night'];
/** Times, of which one may be only a part of the day; two parts are others' matter. */
const hours: Parser<Hours> = flatMap(seq(before, end, to, end), ([, from, , until]): Hours[] => {
  if (!from.clock && !until.clock) return [];
  const isBackwards =
    from.partOfDay !== undefined &&
    until.partOfDay !== undefined &&
    parts.indexOf(from.partOfDay) > parts.indexOf(until.partOfDay);
  return isBackwards && until.clock === undefined ? [] : [{ from, until }];
});

const eitherDay = alt(singleDay, dayWithPart);
/** `10pm tonight to 1am` */
const hoursAroundDay: Parser<DateExpression> = flatMap(
  seq(before, end, beforePeriod, eitherDay, to, end),
  ([, first, , day, , last]): DateExpression[] =>
    first.clock && last.clock && !isBare(last) ? [timed(day, { from: first, until: last })] : [],
);
const plainDay = map(seq(beforePeriod, singleDay), ([, day]) => day);
const dayAndPart = map(seq(beforePeriod, partedDay), ([, day]) => day);
const timed = (
  day: DateExpression,
  { from, until }: Hours,
): DateExpression & { kind: 'hours' } => ({
  kind: 'hours',
  day,
  from,
  until,
});

/** Hours of a day: `sat 2-5pm`, `từ 9h đến 11h sáng mai`, `tonight 7-9`. */
export const timeRange: Parser<DateExpression> = alt<DateExpression[]>(
  hoursAroundDay,
  flatMap(
    alt(
      seq(plainDay, hours),
      map(seq(hours, plainDay), ([range, day]) => [day, range] as const),
    ),
    ([day, range]) => (isOpen(range) ? [] : [timed(day, range)]),
  ),
  map(
    alt(
      seq(dayAndPart, hours),
      map(seq(hours, dayAndPart), ([range, day]) => [day, range] as const),
    ),
    ([{ day, parts: ofDay }, range]): DateExpression => ({
      ...timed(day, range),
      ...(ofDay ? { partOfDay: ofDay[0] } : {}),
    }),
  ),
);
