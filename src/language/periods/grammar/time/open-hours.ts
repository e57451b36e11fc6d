import type { ClockReading, HourEnd } from '../../model/clock-reading.ts';
import type { DateExpression } from '../../model/date-expression.ts';
import type { PartOfDay } from '../../model/local-moment.ts';
import { alt, flatMap, map, maybe, type Parser, phrase, seq } from '../../parser/combinators.ts';
import { phrasesFor } from '../../vocabulary/phrases.ts';
import { beforePeriod } from '../basics.ts';
import { partedDay } from '../day-part.ts';
import { singleDay } from '../parts.ts';
import { end } from './time-range.ts';

type Side = 'before' | 'after';
const side = phrase<Side>({
  en: {
    after: 'after',
    'any time after': 'after',
    'anytime after': 'after',
    'later than': 'after',
    before: 'before',
    'any time before': 'before',
    'anytime before': 'before',
    'earlier than': 'before',
  },
  vi: {
    sau: 'after',
    'sau lúc': 'after',
    'từ sau': 'after',
    'muộn hơn': 'after',
    trước: 'before',
    'trước lúc': 'before',
    'sớm hơn': 'before',
  },
});
const onwards = phrase({
  en: { on: true, onward: true, onwards: true, 'or later': true, 'and later': true },
  vi: { 'trở đi': true, 'trở về sau': true, 'đổ đi': true },
});
const from = phrase(phrasesFor('from'));

interface OpenHours {
  readonly side: Side;
  readonly end: HourEnd & { readonly clock: ClockReading };
}
const open = (which: Side, { clock, ...others }: HourEnd): OpenHours[] =>
  clock ? [{ side: which, end: { ...others, clock } }] : [];

/** `sau 18h`, `before noon` */
const oneSided = flatMap(seq(side, end), ([which, time]) => open(which, time));
/** `từ 18h trở đi`, `6pm onwards` */
const onwardsFrom = flatMap(seq(maybe(from), end, onwards), ([, time]) => open('after', time));
const openEnd = alt(oneSided, onwardsFrom);
/** `từ 18h` behind a day; before one it may as well begin a range. */
const fromTime = flatMap(seq(from, end), ([, time]) => open('after', time));

interface Day {
  readonly day: DateExpression;
  readonly partOfDay?: PartOfDay;
}
const day: Parser<Day> = map(
  seq(
    beforePeriod,
    alt<Day[]>(
      map(singleDay, (plain) => ({ day: plain })),
      flatMap(partedDay, ({ day: plain, parts }) =>
        parts && parts[0] === parts[1] ? [{ day: plain, partOfDay: parts[0] }] : [],
      ),
    ),
  ),
  ([, found]) => found,
);

/** Without a day only what can be no length of time: “sau 2h” is also in two hours. */
const isSurely = ({ side: which, end: { clock, partOfDay } }: OpenHours): boolean =>
  partOfDay !== undefined ||
  clock.meridiem !== undefined ||
  (!clock.isBare && clock.hour >= (which === 'after' ? 13 : 12));
const today: DateExpression = { kind: 'offset', count: 0, unit: 'day' };

/** A day before or after a time: `sau 18h mai`, `tomorrow before noon`; without a day, of today. */
export const openHours: Parser<DateExpression> = alt<DateExpression[]>(
  map(
    alt(
      seq(day, alt(openEnd, fromTime)),
      map(seq(openEnd, day), ([hours, found]) => [found, hours] as const),
    ),
    ([found, hours]): DateExpression => ({ kind: 'openHours', ...found, ...hours }),
  ),
  flatMap(openEnd, (hours): DateExpression[] =>
    isSurely(hours) ? [{ kind: 'openHours', day: today, ...hours }] : [],
  ),
);
