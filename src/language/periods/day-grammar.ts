import { namedDays } from './named-days.ts';
import {
  alt,
  costing,
  digits,
  fork,
  glued,
  map,
  mark,
  maybe,
  phrase,
  type Rule,
  seq,
} from './rule.ts';
import type { InYear, Spec, Unit, Which, WhichDay } from './spec.ts';
import { words } from './vocabulary.ts';

type DaySpec = Extract<Spec, { kind: 'day' }>;
type DayOfMonthSpec = Extract<Spec, { kind: 'dayOfMonth' }>;
type UnitSpec = Extract<Spec, { kind: 'unit' }>;

const aDay = (day: number, month: number, year: InYear = {}): DaySpec => ({
  kind: 'day',
  day,
  month,
  ...year,
});

export const weekday = phrase(words('weekdays'));
export const monthName = phrase(words('months'));
export const ordinal = glued(phrase(words('ordinals')));
export const whichBefore = phrase(words('whichBefore'));
export const whichAfter = phrase(words('whichAfter'));
export const beforeDate = maybe(phrase(words('beforeDate')));
const of = maybe(phrase(words('of')));
const aUnit = phrase(words('units'));

/** How often a unit: `3`, `three`, `ba`. */
export const count = alt(digits(1, 4), phrase(words('numbers')));

/** This week, `next month`, `năm ngoái`: a unit of the calendar counted from the running one. */
export const unitPeriod: Rule<UnitSpec> = fork(
  alt(
    seq(whichBefore, aUnit),
    map(seq(aUnit, whichAfter), ([unit, which]) => [which, unit] as const),
  ),
  ([{ offset }, unit]) =>
    offset === undefined || unit === 'day' ? [] : [{ kind: 'unit', unit, offset }],
);
const weeksAway = fork(unitPeriod, ({ unit, offset }) => (unit === 'week' ? [offset] : []));
const monthsAway = fork(unitPeriod, ({ unit, offset }) => (unit === 'month' ? [offset] : []));
const yearsAway = fork(unitPeriod, ({ unit, offset }) => (unit === 'year' ? [offset] : []));

const inYear: Rule<InYear> = alt(
  map(
    seq(
      maybe(alt(mark('/', '-', '.'), phrase(words('beforeYear')), phrase(words('of')))),
      digits(4, 4),
    ),
    ([, year]) => ({ year }),
  ),
  map(seq(of, yearsAway), ([, yearOffset]) => ({ yearOffset })),
);
export const maybeInYear = map(maybe(inYear), (year) => year ?? {});

export const dayNumber = digits(1, 2);
/** The year at the end of `21/11/2026` or `21/11/26`. */
const shortYear = alt(
  digits(4, 4),
  map(digits(2, 2), (year) => 2000 + year),
);

const numericDay: Rule<DaySpec> = alt(
  fork(
    seq(dayNumber, mark('/', '-', '.'), dayNumber, maybe(seq(mark('/', '-', '.'), shortYear))),
    ([day, first, month, rest]) => {
      if (rest && rest[0] !== first) return [];
      return [aDay(day, month, rest ? { year: rest[1] } : {})];
    },
  ),
  fork(
    seq(digits(4, 4), mark('/', '-', '.'), dayNumber, mark('/', '-', '.'), dayNumber),
    ([year, first, month, second, day]) => (first === second ? [aDay(day, month, { year })] : []),
  ),
  map(
    seq(
      dayNumber,
      mark('/', '-', '.'),
      dayNumber,
      alt(
        map(seq(phrase(words('beforeYear')), digits(4, 4)), ([, year]) => ({ year })),
        map(yearsAway, (yearOffset) => ({ yearOffset })),
      ),
    ),
    ([day, , month, year]) => aDay(day, month, year),
  ),
);

const dayBeforeMonth: Rule<DaySpec> = map(
  seq(dayNumber, maybe(ordinal), of, maybe(mark('-', '/')), monthName, maybeInYear),
  ([day, , , , month, year]) => aDay(day, month, year),
);

export const dayAfterMonth: Rule<DaySpec> = map(
  seq(
    phrase({ en: words('months').en, vi: {} }),
    beforeDate,
    dayNumber,
    maybe(ordinal),
    maybeInYear,
  ),
  ([month, , day, , year]) => aDay(day, month, year),
);

/** `Christmas`, `giáng sinh năm sau`. */
const namedDay: Rule<DaySpec> = map(seq(phrase(namedDays), maybeInYear), ([{ day, month }, year]) =>
  aDay(day, month, year),
);

/** `28/11 này` is the next one to come, as without the word; `28/11 tới` is one after today. */
const comingOf = <Day extends DaySpec | DayOfMonthSpec>(day: Day, { month }: Which): Day[] => {
  if (month.includes('coming')) return [day];
  return month.length === 1 && month[0] === 'after' ? [{ ...day, after: true }] : [];
};
const comingDay: Rule<DaySpec> = fork(
  alt(
    seq(alt(numericDay, dayBeforeMonth, namedDay), costing(1, whichAfter)),
    map(
      seq(costing(1, whichBefore), alt(numericDay, dayBeforeMonth, dayAfterMonth, namedDay)),
      ([which, day]) => [day, which] as const,
    ),
  ),
  ([day, which]) =>
    day.year === undefined && day.yearOffset === undefined ? comingOf(day, which) : [],
);

export const beforeDay = phrase(words('beforeDay'));
export const dayOfMonth: Rule<DayOfMonthSpec> = map(
  seq(
    alt(
      map(seq(beforeDay, dayNumber), ([, day]) => day),
      map(seq(dayNumber, ordinal), ([day]) => day),
    ),
    maybe(seq(of, monthsAway)),
  ),
  ([day, away]) => ({ kind: 'dayOfMonth', day, ...(away ? { monthOffset: away[1] } : {}) }),
);

/** `ngày 30 này`, `mùng 5 tới`. */
const comingDayOfMonth: Rule<DayOfMonthSpec> = fork(
  seq(dayOfMonth, costing(1, whichAfter)),
  ([day, which]) => (day.monthOffset === undefined ? comingOf(day, which) : []),
);

const calendarDay = fork(
  seq(
    beforeDate,
    maybe(weekday),
    beforeDate,
    alt<(DaySpec | DayOfMonthSpec)[]>(
      numericDay,
      dayBeforeMonth,
      dayAfterMonth,
      namedDay,
      comingDay,
      map(seq(beforeDay, alt(numericDay, dayBeforeMonth, comingDay)), ([, day]) => day),
      dayOfMonth,
      comingDayOfMonth,
    ),
    // 30/11 (thứ hai)
    maybe(weekday),
  ),
  ([, before, , day, behind]): Spec[] => {
    if (before !== undefined && behind !== undefined) return [];
    const name = before ?? behind;
    return [name === undefined ? day : { ...day, weekday: name }];
  },
);

const onWeekday = (name: number, which: WhichDay): Spec => ({
  kind: 'weekday',
  weekday: name,
  which,
});
const weekdayOnly: Rule<Spec> = alt<Spec[]>(
  map(seq(beforeDate, weekday), ([, name]) => onWeekday(name, 'coming')),
  fork(seq(beforeDate, whichBefore, weekday), ([, which, name]) =>
    which.weekday.map((day) => onWeekday(name, day)),
  ),
  fork(seq(beforeDate, weekday, whichAfter), ([, name, which]) =>
    which.weekday.map((day) => onWeekday(name, day)),
  ),
  map(seq(beforeDate, weekday, of, weeksAway), ([, name, , week]) => onWeekday(name, week)),
  map(seq(weeksAway, beforeDate, weekday), ([week, , name]) => onWeekday(name, week)),
);

/** Units that days can be counted in. */
export const calendarUnit = fork(aUnit, (unit): Unit[] =>
  unit === 'weekend' || unit === 'quarter' ? [] : [unit],
);
const away: Rule<Spec> = alt<Spec[]>(
  map(phrase(words('days')), (days) => ({ kind: 'offset', count: days, unit: 'day' })),
  map(seq(phrase(words('awayBefore')), count, calendarUnit), ([sign, many, unit]) => ({
    kind: 'offset',
    count: sign * many,
    unit,
  })),
  map(seq(count, calendarUnit, phrase(words('awayAfter'))), ([many, unit, sign]) => ({
    kind: 'offset',
    count: sign * many,
    unit,
  })),
);

/** One day, whatever is said around it about the time. */
export const oneDay: Rule<Spec> = alt(calendarDay, weekdayOnly, away);
