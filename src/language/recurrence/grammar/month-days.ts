import {
  anyDayNumber,
  dayNumber,
  monthName,
  of,
  ordinal,
  ordinalDay,
  the,
  weekday,
} from '../../periods/grammar/basics.ts';
import { calendarDay } from '../../periods/grammar/calendar-day.ts';
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
} from '../../periods/parser/combinators.ts';
import {
  earlyDays,
  fullMoons,
  lunarMarks,
  solarMarks,
} from '../../periods/vocabulary/lunar-words.ts';
import { phrasesFor } from '../../periods/vocabulary/phrases.ts';
import { workingDays } from '../rule.ts';
import {
  daySets,
  everyNth,
  everyOther,
  everyWords,
  lastDays,
  nthAfter,
  nthBefore,
  ofMonth,
  pluralDays,
  shortDays,
  workingDayNouns,
} from '../vocabulary.ts';
import type { PartOf } from './parts.ts';

const every = phrase(everyWords);
const isEvery = map(maybe(every), (word) => word === true);
/** Between the items of a list; commas are no tokens. */
const between = maybe(alt(phrase(phrasesFor('and')), mark('-', '+', '/', '&')));
/** Further items of a list: more make no list that people write, and take long to read. */
const most = 6;

const listOf = <Value>(first: Parser<Value>, further: Parser<Value> = first): Parser<Value[]> =>
  map(
    seq(
      first,
      many(
        map(seq(between, further), ([, item]) => item),
        0,
        most,
      ),
    ),
    ([head, rest]) => [head, ...rest],
  );

const inOrder = (values: readonly number[]): number[] =>
  [...new Set(values)].toSorted((a, b) => a - b);

const weekdays: Parser<number[]> = map(
  listOf(
    map(seq(maybe(phrase({ en: { on: true }, vi: { vào: true } })), weekday), ([, day]) => day),
    alt(weekday, withCost(1, phrase(shortDays))),
  ),
  inOrder,
);

type Days = PartOf<'days'>;
export const days: Parser<Days> = alt<Days[]>(
  map(phrase(daySets), (set) => ({ kind: 'days', weekdays: set, every: 1 })),
  // Several days of the week can only be meant of every week.
  map(weekdays, (list) => ({
    kind: 'days',
    weekdays: list,
    ...(list.length > 1 ? { every: 1 } : {}),
  })),
  map(seq(every, weekdays), ([, list]) => ({ kind: 'days', weekdays: list, every: 1 })),
  map(seq(phrase(everyOther), weekdays), ([, list]) => ({
    kind: 'days',
    weekdays: list,
    every: 2,
  })),
  map(seq(every, phrase(everyNth), weekday), ([, interval, day]) => ({
    kind: 'days',
    weekdays: [day],
    every: interval,
  })),
  map(seq(maybe(phrase({ en: { on: true }, vi: {} })), listOf(phrase(pluralDays))), ([, list]) => ({
    kind: 'days',
    weekdays: inOrder(list),
    every: 1,
  })),
);

const workingDay = map(phrase(workingDayNouns), () => workingDays);
const counted = alt<(readonly number[])[]>(
  map(weekday, (day) => [day]),
  workingDay,
);
/** With `and` between the items: `thứ hai thứ tư` after another may be the fourth Monday. */
const joined = (item: Parser<number>): Parser<number[]> =>
  map(
    seq(
      item,
      many(
        map(seq(phrase(phrasesFor('and')), item), ([, further]) => further),
        0,
        4,
      ),
    ),
    ([head, rest]) => [head, ...rest],
  );
interface Nth {
  readonly nth: readonly number[];
  readonly weekdays: readonly number[];
}
const nthItem: Parser<Nth> = alt<Nth[]>(
  map(seq(the, joined(phrase(nthBefore)), counted), ([, nth, list]) => ({ nth, weekdays: list })),
  map(seq(counted, joined(phrase(nthAfter))), ([list, nth]) => ({ nth, weekdays: list })),
);
const ofTheMonth = phrase(ofMonth);

type NthPart = PartOf<'nth'>;
export const nthDays: Parser<NthPart> = alt<NthPart[]>(
  flatMap(
    seq(
      isEvery,
      listOf(nthItem),
      alt<({ isOfMonth: boolean; month?: number } | undefined)[]>(
        maybe(map(ofTheMonth, () => ({ isOfMonth: true }))),
        map(seq(of, monthName), ([, month]) => ({ isOfMonth: false, month })),
      ),
    ),
    ([isSaid, items, which]): NthPart[] => {
      const [first] = items;
      if (!first || items.some((item) => String(item.weekdays) !== String(first.weekdays)))
        return [];
      return [
        {
          kind: 'nth',
          nth: [...new Set(items.flatMap(({ nth }) => nth))],
          weekdays: first.weekdays,
          isEvery: isSaid,
          isOfMonth: false,
          ...which,
        },
      ];
    },
  ),
  // Every second Tuesday: of a month, or every two weeks.
  map(seq(every, phrase(everyNth), weekday), ([, nth, day]) => ({
    kind: 'nth',
    nth: [nth],
    weekdays: [day],
    isEvery: true,
    isOfMonth: true,
  })),
);

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
export const monthDays: Parser<MonthDays> = flatMap(
  seq(isEvery, listOf(monthDay, alt(monthDay, bareDay)), maybe(ofTheMonth)),
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
