import type { DateExpression, LunarDay, RelativeMeaning } from '../../model/date-expression.ts';
import { lastDayOfMonth } from '../../model/last-day.ts';
import {
  alt,
  flatMap,
  map,
  mark,
  maybe,
  type Parser,
  phrase,
  seq,
  withCost,
} from '../../parser/combinators.ts';
import {
  earlyDays,
  fullMoons,
  lunarMonthNames,
  lunarPrefixes,
} from '../../vocabulary/lunar-words.ts';
import {
  anyDayNumber,
  beforeDay,
  dayNumber,
  monthInCalendar,
  monthName,
  of,
  ordinal,
  ordinalDay,
  shortYear,
  whichAfter,
  whichBefore,
} from '../basics.ts';
import { countedDay, countedMonth, viFullMoon } from './counted-month.ts';
import { englishDay, englishLeapMonth, englishMonth } from './english-month.ts';
import { leap, leapMark, lunarMark, maybeLunarYear, type Tail, tail } from './lunar-year.ts';

type LunarMonth = Extract<DateExpression, { kind: 'lunarMonth' }>;

const prefix = phrase(lunarPrefixes);
const fullMoon = phrase(fullMoons);

const aDay = (day: number, month: number | undefined, { isLeap, year }: Tail): LunarDay => ({
  kind: 'lunarDay',
  day,
  ...(month === undefined ? {} : { month }),
  ...(isLeap ? { isLeap } : {}),
  ...year,
});

const numeric = seq(maybe(beforeDay), anyDayNumber, mark('/', '-', '.'), dayNumber);
const glued = flatMap(
  seq(numeric, mark('/', '-', '.'), shortYear),
  ([[, day, first, month], second, year]) => (first === second ? [{ day, month, year }] : []),
);
const worded = map(
  seq(
    maybe(beforeDay),
    alt(
      map(seq(anyDayNumber, maybe(ordinal)), ([day]) => day),
      ordinalDay,
    ),
    of,
    monthName,
  ),
  ([, day, , month]) => ({ day, month }),
);
/** Dates in figures, or with the usual names of months, that are said to be lunar. */
export const markedDay: Parser<LunarDay> = alt<LunarDay[]>(
  map(seq(numeric, tail), ([[, day, , month], rest]) => aDay(day, month, rest)),
  map(seq(glued, alt(lunarMark, leapMark)), ([{ day, month, year }]) =>
    aDay(day, month, { year: { year } }),
  ),
  map(seq(glued, leapMark, lunarMark), ([{ day, month, year }]) =>
    aDay(day, month, { ...leap, year: { year } }),
  ),
  map(seq(worded, tail), ([{ day, month }, rest]) => aDay(day, month, rest)),
  map(seq(prefix, glued), ([, { day, month, year }]) => aDay(day, month, { year: { year } })),
  map(seq(prefix, numeric, maybe(leapMark), maybeLunarYear), ([, [, day, , month], second, year]) =>
    aDay(day, month, { ...(second ? leap : {}), year }),
  ),
  map(seq(prefix, worded, maybe(leapMark), maybeLunarYear), ([, { day, month }, second, year]) =>
    aDay(day, month, { ...(second ? leap : {}), year }),
  ),
);

/** A month that can only be of the lunar calendar. */
const ownMonth = alt(phrase(lunarMonthNames), englishMonth);

const ownTail = map(
  seq(maybe(leapMark), maybe(lunarMark), maybeLunarYear, maybe(lunarMark)),
  ([second, , year]): Tail => ({ ...(second ? leap : {}), year }),
);
const loose = (day: LunarDay): LunarDay => ({ ...day, isYearLoose: true });
/** Days of months that have their own names, and full moons. */
const ownDay: Parser<LunarDay> = alt<LunarDay[]>(
  map(
    seq(maybe(beforeDay), anyDayNumber, of, phrase(lunarMonthNames), ownTail),
    ([, day, , month, rest]) => loose(aDay(day, month, rest)),
  ),
  englishDay,
  map(
    seq(
      phrase({ en: {}, vi: { 'ngày cuối': true, 'ngày cuối cùng': true } }),
      of,
      phrase(lunarMonthNames),
      ownTail,
    ),
    ([, , month, rest]) => aDay(lastDayOfMonth, month, rest),
  ),
  map(
    seq(
      fullMoon,
      alt(
        of,
        map(phrase({ en: { 'day of': true, in: true }, vi: {} }), () => undefined),
      ),
      alt(phrase(lunarMonthNames), monthName),
      ownTail,
    ),
    ([, , month, rest]) => loose(aDay(15, month, rest)),
  ),
);
const nextOf = (day: LunarDay, { month }: RelativeMeaning): LunarDay[] => {
  if (month.includes('coming')) return [day];
  return month.includes('after') ? [{ ...day, after: true }] : [];
};
/** Days without a month: `rằm`, `rằm tháng sau`, `mùng 1 âm lịch`. */
const dayAlone: Parser<LunarDay> = alt<LunarDay[]>(
  map(
    seq(
      alt(
        map(seq(viFullMoon, maybe(lunarMark)), ([day]) => day),
        map(seq(beforeDay, anyDayNumber, lunarMark), ([, day]) => day),
      ),
      maybe(seq(of, monthInCalendar)),
    ),
    ([day, away]) => ({ kind: 'lunarDay', day, ...(away ? { monthOffset: away[1] } : {}) }),
  ),
  map(seq(dayNumber, lunarMark, of, monthInCalendar), ([day, , , monthOffset]) => ({
    kind: 'lunarDay',
    day,
    monthOffset,
  })),
  // rằm âm lịch
  map(seq(viFullMoon, lunarMark, lunarMark), ([day]) => ({ kind: 'lunarDay', day })),
  countedDay,
);

const yearIsOpen = ({ year, yearOffset, yearName: name, monthOffset }: LunarDay) =>
  year === undefined && yearOffset === undefined && name === undefined && monthOffset === undefined;

/** A day of the lunar calendar. */
export const lunarDay: Parser<LunarDay> = alt<LunarDay[]>(
  markedDay,
  ownDay,
  dayAlone,
  flatMap(seq(alt(markedDay, ownDay, dayAlone), withCost(1, whichAfter)), ([day, which]) =>
    yearIsOpen(day) ? nextOf(day, which) : [],
  ),
  flatMap(seq(withCost(1, whichBefore), alt(markedDay, ownDay)), ([which, day]) =>
    yearIsOpen(day) ? nextOf(day, which) : [],
  ),
);

const aMonth = (month: number, { isLeap, year }: Tail): LunarMonth => ({
  kind: 'lunarMonth',
  month,
  ...(isLeap ? { isLeap } : {}),
  ...year,
});
const plainMonth: Parser<LunarMonth> = alt<LunarMonth[]>(
  map(seq(ownMonth, ownTail), ([month, rest]) => aMonth(month, rest)),
  map(seq(englishLeapMonth, ownTail), ([month, { year }]) => aMonth(month, { ...leap, year })),
  map(seq(monthName, tail), ([month, rest]) => aMonth(month, rest)),
  map(seq(prefix, monthName, ownTail), ([, month, rest]) => aMonth(month, rest)),
  map(
    seq(
      phrase({
        en: { 'leap month': true, 'the leap month': true, 'leap lunar month': true },
        vi: { 'tháng nhuận': true, 'tháng âm nhuận': true },
      }),
      maybeLunarYear,
    ),
    ([, year]): LunarMonth => ({ kind: 'lunarMonth', isLeap: true, ...year }),
  ),
);
/** A month of the lunar calendar. */
export const lunarMonth: Parser<LunarMonth> = alt<LunarMonth[]>(
  plainMonth,
  map(countedMonth, (monthOffset) => ({ kind: 'lunarMonth', monthOffset })),
  flatMap(seq(plainMonth, whichAfter), ([month, which]): LunarMonth[] =>
    month.year === undefined && month.yearOffset === undefined && month.yearName === undefined
      ? which.month.flatMap((meaning): LunarMonth[] => {
          if (typeof meaning === 'number') return [{ ...month, yearOffset: meaning }];
          if (meaning === 'before') return [];
          return [meaning === 'after' ? { ...month, after: true } : month];
        })
      : [],
  ),
);

const early = phrase(earlyDays);
/** The number of a day into the new year: `mùng 3`. */
export const earlyNumber = map(seq(early, anyDayNumber), ([, day]) => day);
