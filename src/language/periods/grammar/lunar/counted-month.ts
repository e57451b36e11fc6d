import type { LunarDay } from '../../model/date-expression.ts';
import { alt, flatMap, map, maybe, type Parser, phrase, seq } from '../../parser/combinators.ts';
import { fullMoons, lunarPrefixes } from '../../vocabulary/lunar-words.ts';
import {
  anyDayNumber,
  beforeDay,
  dayNumber,
  monthInCalendar,
  of,
  ordinalDay,
  the,
  whichAfter,
  whichBefore,
} from '../basics.ts';
import { lunarMark } from './lunar-year.ts';

const prefix = phrase(lunarPrefixes);
export const viFullMoon = map(phrase({ en: {}, vi: fullMoons.vi }), () => 15);

/** A lunar month counted from the current one: `tháng sau âm lịch`, `tháng âm này`, `next lunar month`. */
export const countedMonth: Parser<number> = alt(
  map(seq(monthInCalendar, lunarMark), ([offset]) => offset),
  flatMap(
    alt(
      map(
        seq(phrase({ en: {}, vi: { 'tháng âm': true, 'tháng âm lịch': true } }), whichAfter),
        ([, which]) => which,
      ),
      map(seq(whichBefore, phrase({ en: { 'lunar month': true }, vi: {} })), ([which]) => which),
    ),
    // The last lunar month is the twelfth.
    ({ offset }) => (offset === undefined || offset < 0 ? [] : [offset]),
  ),
);
const day = alt(
  viFullMoon,
  map(seq(beforeDay, anyDayNumber), ([, number]) => number),
  dayNumber,
);
/** `mùng một tháng sau âm lịch`, `the 15th of next lunar month` */
export const countedDay: Parser<LunarDay> = map(
  alt<[number, number][]>(
    map(
      seq(maybe(prefix), day, maybe(lunarMark), of, countedMonth),
      ([, number, , , month]): [number, number] => [number, month],
    ),
    map(seq(prefix, day, of, monthInCalendar), ([, number, , month]): [number, number] => [
      number,
      month,
    ]),
    map(
      seq(
        the,
        alt(
          map(phrase({ en: fullMoons.en, vi: {} }), () => 15),
          ordinalDay,
        ),
        maybe(phrase({ en: { day: true }, vi: {} })),
        of,
        the,
        countedMonth,
      ),
      ([, number, , , , month]): [number, number] => [number, month],
    ),
  ),
  ([number, monthOffset]) => ({
    kind: 'lunarDay',
    day: number,
    monthOffset,
    isMonthLunar: true,
  }),
);
