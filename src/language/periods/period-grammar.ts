import {
  beforeDate,
  beforeDay,
  calendarUnit,
  count,
  dayAfterMonth,
  dayNumber,
  dayOfMonth,
  maybeInYear,
  ordinal,
  unitPeriod,
  weekday,
} from './day-grammar.ts';
import { anyDay, monthPeriod, nthDays, running, tetDays, third, year } from './month-grammar.ts';
import { alt, costing, map, mark, maybe, phrase, type Rule, seq } from './rule.ts';
import type { Spec } from './spec.ts';
import { words } from './vocabulary.ts';

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

const inPart: Rule<Spec> = alt<Spec[]>(
  monthPeriod,
  third,
  nthDays,
  tetDays,
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

const span: Rule<Spec> = alt(anyDay, longer);
const separator = alt(
  mark('-'),
  map(phrase(words('until')), () => '-'),
);
const from = maybe(phrase(words('from')));
const range: Rule<Spec> = alt<Spec[]>(
  map(
    // `2026-12-01` is a day before it is all from 2026 to the 12th of January.
    seq(from, alt(anyDay, inPart, costing(1, year), bareDay), separator, span),
    ([, start, , end]) => ({ kind: 'range', from: start, until: end }),
  ),
  // until Friday, hết tháng
  map(seq(costing(1, phrase(words('untilAlone'))), alt(span, running)), ([, end]) => ({
    kind: 'until',
    end,
  })),
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
  map(seq(part, anyDay), ([, day]) => day),
  map(seq(anyDay, part), ([day]) => day),
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
