import {
  beforeDate,
  beforeDay,
  calendarUnit,
  count,
  dayAfterMonth,
  dayNumber,
  dayOfMonth,
  maybeInYear,
  monthName,
  oneDay,
  ordinal,
  unitPeriod,
  weekday,
  whichAfter,
  whichBefore,
} from './day-grammar.ts';
import { alt, costing, digits, fork, map, mark, maybe, phrase, type Rule, seq } from './rule.ts';
import type { Spec, Which } from './spec.ts';
import { words } from './vocabulary.ts';

const quarter = phrase(words('quarters'));
const whichMonths = (which: Which, month: number, length: number): Spec[] =>
  which.month.map((meant): Spec => {
    const base = { kind: 'months', month, length } as const;
    if (typeof meant === 'number') return { ...base, yearOffset: meant };
    return meant === 'after' ? { ...base, after: true } : base;
  });

const monthPeriod: Rule<Spec> = alt<Spec[]>(
  // `thang sau` is next month; `tháng sáu` without its marks has to be written `thang 6`.
  map(seq(costing(1, monthName), maybeInYear), ([month, year]) => ({
    kind: 'months',
    month,
    length: 1,
    ...year,
  })),
  fork(
    alt(
      seq(whichBefore, monthName),
      map(seq(monthName, whichAfter), ([month, which]) => [which, month] as const),
    ),
    ([which, month]) => whichMonths(which, month, 1),
  ),
  map(seq(dayNumber, mark('/', '-', '.'), digits(4, 4)), ([month, , year]) => ({
    kind: 'months',
    month,
    length: 1,
    year,
  })),
  map(seq(digits(4, 4), mark('/', '-', '.'), dayNumber), ([year, , month]) => ({
    kind: 'months',
    month,
    length: 1,
    year,
  })),
  map(seq(quarter, maybeInYear), ([month, year]) => ({
    kind: 'months',
    month,
    length: 3,
    ...year,
  })),
  fork(
    alt(
      seq(whichBefore, quarter),
      map(seq(quarter, whichAfter), ([month, which]) => [which, month] as const),
    ),
    ([which, month]) => whichMonths(which, month, 3),
  ),
);

const run: Rule<Spec> = map(
  alt(
    map(seq(phrase(words('runBefore')), count, calendarUnit), ([, many, unit]) => ({ many, unit })),
    map(
      seq(
        maybe(phrase({ en: {}, vi: { trong: true, 'trong vòng': true } })),
        count,
        calendarUnit,
        phrase(words('runAfter')),
      ),
      ([, many, unit]) => ({ many, unit }),
    ),
  ),
  ({ many, unit }) => ({ kind: 'run', count: many, unit }),
);

/** Thirds of a month: `cuối tháng 12`, `end of next month`, `đầu tháng`. */
const third: Rule<Spec> = map(
  seq(
    phrase(words('thirds')),
    alt<Spec[]>(
      monthPeriod,
      fork(unitPeriod, (unit) => (unit.unit === 'month' ? [unit] : [])),
      map(phrase(words('thisMonth')), () => ({ kind: 'unit', unit: 'month', offset: 0 })),
    ),
  ),
  ([which, of]) => ({ kind: 'third', third: which, of }),
);

const year: Rule<Spec> = map(
  seq(maybe(phrase(words('beforeYear'))), digits(4, 4)),
  ([, value]) => ({ kind: 'year', year: value }),
);

const inPart: Rule<Spec> = alt<Spec[]>(
  monthPeriod,
  third,
  map(seq(maybe(phrase({ en: { the: true }, vi: {} })), unitPeriod), ([, unit]) => unit),
  phrase(words('spans')),
  run,
);
const longer: Rule<Spec> = alt(inPart, year);

/** `thứ Bảy 28` before a dash: its month stands at the other end. */
const bareDay: Rule<Spec> = map(
  seq(beforeDate, maybe(weekday), maybe(alt(beforeDay, beforeDate)), dayNumber, maybe(ordinal)),
  ([, name, , day]) => ({
    kind: 'bareDay',
    day,
    ...(name === undefined ? {} : { weekday: name }),
  }),
);

const span: Rule<Spec> = alt(oneDay, longer);
const separator = alt(
  mark('-'),
  map(phrase(words('until')), () => '-'),
);
const from = maybe(phrase(words('from')));
const range: Rule<Spec> = alt<Spec[]>(
  map(
    // `2026-12-01` is a day before it is all from 2026 to the 12th of January.
    seq(from, alt(oneDay, inPart, costing(1, year), bareDay), separator, span),
    ([, start, , end]) => ({ kind: 'range', from: start, until: end }),
  ),
  // November 21-25
  map(
    seq(
      from,
      maybe(weekday),
      dayAfterMonth,
      separator,
      maybe(weekday),
      dayNumber,
      maybe(ordinal),
      maybeInYear,
    ),
    ([, first, start, , last, day, , year]) => ({
      kind: 'range',
      from: { ...start, ...year, ...(first === undefined ? {} : { weekday: first }) },
      until: { ...start, ...year, day, ...(last === undefined ? {} : { weekday: last }) },
    }),
  ),
  // ngày 21 đến 25
  map(seq(from, dayOfMonth, separator, dayNumber), ([, start, , day]) => ({
    kind: 'range',
    from: start,
    until: { kind: 'dayOfMonth', day },
  })),
);

const part = phrase(words('parts'));
const dayWithPart: Rule<Spec> = alt<Spec[]>(
  map(phrase(words('dayParts')), ({ day }) => ({ kind: 'offset', count: day, unit: 'day' })),
  map(seq(part, oneDay), ([, day]) => day),
  map(seq(oneDay, part), ([day]) => day),
);

/** What is more than a day, as far as the words go. */
export const severalDays: Rule<Spec> = alt(longer, range);

/** `in`, `during`, `trong`: words before days that say nothing more. */
export const beforePeriod = maybe(phrase(words('beforePeriod')));

/** Any days: one, several, or from one to another. */
export const anyPeriod: Rule<Spec> = map(
  seq(beforePeriod, alt(dayWithPart, span, range)),
  ([, spec]) => spec,
);
