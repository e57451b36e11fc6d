import {
  anyDayNumber,
  dayNumber,
  monthName,
  of,
  ordinal,
  ordinalDay,
  the,
} from '../../periods/grammar/basics.ts';
import { calendarDay } from '../../periods/grammar/calendar-day.ts';
import {
  alt,
  flatMap,
  map,
  maybe,
  type Parser,
  phrase,
  seq,
} from '../../periods/parser/combinators.ts';
import {
  earlyDays,
  fullMoons,
  lunarMarks,
  solarMarks,
} from '../../periods/vocabulary/lunar-words.ts';
import { lastDays, ofMonth } from '../vocabulary.ts';
import { isEvery, listOf } from './lists.ts';
import type { PartOf } from './parts.ts';

/** A day of a month, and of which calendar it is said to be; `early` days may be of either. */
interface MonthDay {
  readonly day: number;
  readonly calendar?: 'solar' | 'lunar' | 'early';
}
const calendar = alt<('solar' | 'lunar')[]>(
  map(phrase(lunarMarks), () => 'lunar' as const),
  map(phrase(solarMarks), () => 'solar' as const),
);
const early = phrase(earlyDays);
const dayNoun = phrase({ en: {}, vi: { ngày: true, 'vào ngày': true, hôm: true } });
const englishDay = alt(
  map(
    seq(
      maybe(phrase({ en: { the: true, 'on the': true, day: true, 'on day': true }, vi: {} })),
      dayNumber,
      ordinal,
    ),
    ([, day]) => day,
  ),
  map(seq(phrase({ en: { day: true, 'on day': true }, vi: {} }), dayNumber), ([, day]) => day),
  map(seq(phrase({ en: { the: true, 'on the': true }, vi: {} }), ordinalDay), ([, day]) => day),
);
const monthDay: Parser<MonthDay> = alt<MonthDay[]>(
  map(seq(early, anyDayNumber, maybe(calendar)), ([, day, said]) => ({
    day,
    calendar: said ?? 'early',
  })),
  map(seq(dayNoun, anyDayNumber, maybe(calendar)), ([, day, said]) => ({
    day,
    ...(said ? { calendar: said } : {}),
  })),
  map(seq(the, phrase(fullMoons), maybe(phrase(lunarMarks))), () => ({
    day: 15,
    calendar: 'lunar' as const,
  })),
  map(seq(phrase(lastDays), maybe(calendar)), ([, said]) => ({
    day: -1,
    ...(said ? { calendar: said } : {}),
  })),
  map(seq(englishDay, maybe(calendar)), ([day, said]) => ({
    day,
    ...(said ? { calendar: said } : {}),
  })),
);
const bareDay: Parser<MonthDay> = map(seq(dayNumber, maybe(calendar)), ([day, said]) => ({
  day,
  ...(said ? { calendar: said } : {}),
}));

/** The calendars that a list of days may be of. */
function calendarsOf(list: readonly MonthDay[]): boolean[] {
  const said = new Set(list.map((item) => item.calendar));
  if (said.has('lunar')) return said.has('solar') ? [] : [true];
  if (said.has('solar')) return [false];
  return said.has('early') ? [true, false] : [false];
}

type MonthDays = PartOf<'monthDays'>;
/** Days of every month: `ngày 1 và ngày 15`, `the last day of the month`. */
export const monthDays: Parser<MonthDays> = flatMap(
  seq(isEvery, listOf(monthDay, alt(monthDay, bareDay)), maybe(phrase(ofMonth))),
  ([isSaid, list]): MonthDays[] => {
    const numbers = [...new Set(list.map(({ day }) => day))];
    if (numbers.some((day) => day === 0 || day > 31)) return [];
    return calendarsOf(list).map((isLunar) => ({
      kind: 'monthDays',
      days: numbers,
      isLunar,
      isEvery: isSaid,
    }));
  },
);

type YearDay = PartOf<'yearDay'>;
/** A day of every year: `20/11`, `10/3 âm lịch`. */
export const yearDay: Parser<YearDay> = alt<YearDay[]>(
  flatMap(seq(isEvery, calendarDay), ([isSaid, date]): YearDay[] => {
    if (date.kind !== 'day' && date.kind !== 'lunarDay') return [];
    const { day, month, year, yearOffset, after, weekday: name } = date;
    const isOpen = [year, yearOffset, after, name].every((part) => part === undefined);
    const isLunar = date.kind === 'lunarDay';
    const isBound =
      isLunar &&
      (date.yearName !== undefined || date.monthOffset !== undefined || date.isLeap === true);
    return isOpen && !isBound && month !== undefined
      ? [{ kind: 'yearDay', day, month, isLunar, isEvery: isSaid }]
      : [];
  }),
  map(seq(isEvery, phrase(lastDays), of, monthName), ([isSaid, , , month]) => ({
    kind: 'yearDay',
    day: -1,
    month,
    isLunar: false,
    isEvery: isSaid,
  })),
);
