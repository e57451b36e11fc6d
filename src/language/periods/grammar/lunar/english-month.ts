import type { LunarDay } from '../../model/date-expression.ts';
import { lastDayOfMonth } from '../../model/last-day.ts';
import { alt, flatMap, map, maybe, type Parser, phrase, seq } from '../../parser/combinators.ts';
import { clockNumbers } from '../../vocabulary/clock-numbers.ts';
import { fullMoons, lunarMonthNouns } from '../../vocabulary/lunar-words.ts';
import { dayNumber, of, ordinalDay, the } from '../basics.ts';
import { lunarMark, maybeLunarYear } from './lunar-year.ts';

const word = (...words: readonly string[]) =>
  phrase({ en: Object.fromEntries(words.map((each) => [each, true])), vi: {} });
const noun = phrase(lunarMonthNouns);
const isMonth = <Value>(rule: Parser<Value>, monthOf: (value: Value) => number): Parser<number> =>
  flatMap(rule, (value) => {
    const month = monthOf(value);
    return month >= 1 && month <= 12 ? [month] : [];
  });
const named = phrase({
  en: {
    'last lunar month': 12,
    'final lunar month': 12,
    'last month of the lunar year': 12,
    'final month of the lunar year': 12,
    'last month of the lunar calendar': 12,
    'ghost month': 7,
  },
  vi: {},
});

/** `the 8th lunar month`, `lunar month 8` */
export const englishMonth: Parser<number> = alt(
  map(seq(the, ordinalDay, noun), ([, month]) => month),
  map(seq(word('lunar month'), dayNumber), ([, month]) => month),
  map(seq(the, named), ([, month]) => month),
);

/** `the leap fifth month`, `leap 5th lunar month`, `5th leap month`, `leap month 5` */
export const englishLeapMonth: Parser<number> = alt(
  isMonth(
    seq(the, word('leap', 'lunar leap'), ordinalDay, alt(noun, word('month'))),
    ([, , month]) => month,
  ),
  isMonth(
    seq(
      the,
      ordinalDay,
      alt<unknown[]>(
        word('leap month', 'lunar leap month', 'leap lunar month'),
        seq(word('leap'), noun),
      ),
    ),
    ([, month]) => month,
  ),
  isMonth(
    seq(the, word('leap month', 'leap lunar month', 'lunar leap month'), dayNumber),
    ([, , month]) => month,
  ),
);

interface Month {
  readonly month: number;
  readonly isLeap?: true;
}
const anyMonth: Parser<Month> = alt<Month[]>(
  map(englishMonth, (month) => ({ month })),
  map(englishLeapMonth, (month) => ({ month, isLeap: true as const })),
);
const anyOrdinal = alt(ordinalDay, dayNumber);
const aNumber = alt(dayNumber, phrase({ en: clockNumbers.en, vi: {} }));
const aDay = maybe(word('day', 'lunar day'));
const fullMoon = map(phrase({ en: fullMoons.en, vi: {} }), () => 15);
const ofOrIn = alt<unknown[]>(of, word('day of', 'in', 'day in', 'on'));

const day: Parser<readonly [number, Month]> = alt<(readonly [number, Month])[]>(
  map(
    seq(the, anyOrdinal, aDay, of, anyMonth),
    ([, number, , , month]) => [number, month] as const,
  ),
  map(
    seq(the, word('day'), aNumber, of, anyMonth),
    ([, , number, , month]) => [number, month] as const,
  ),
  map(seq(anyMonth, word('day'), aNumber), ([month, , number]) => [number, month] as const),
  map(seq(anyMonth, ordinalDay, aDay), ([month, number]) => [number, month] as const),
  map(
    seq(the, word('last day'), of, anyMonth),
    ([, , , month]) => [lastDayOfMonth, month] as const,
  ),
  map(seq(fullMoon, ofOrIn, anyMonth), ([number, , month]) => [number, month] as const),
  map(seq(anyMonth, fullMoon), ([month, number]) => [number, month] as const),
);

/** A day of a lunar month in English: `15th of the 8th lunar month`, `12th lunar month, day 23`. */
export const englishDay: Parser<LunarDay> = map(
  seq(day, maybe(lunarMark), maybeLunarYear, maybe(lunarMark)),
  ([[number, month], , year]): LunarDay => ({
    kind: 'lunarDay',
    day: number,
    ...month,
    ...year,
    ...(number === lastDayOfMonth ? {} : { isYearLoose: true as const }),
  }),
);
