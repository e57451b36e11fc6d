import type { ClockUnit, Unit } from '../model/date-expression.ts';
import type { ReadingResult } from '../model/result.ts';
import {
  alt,
  digits,
  flatMap,
  many,
  map,
  mark,
  maybe,
  type Parser,
  phrase,
  seq,
} from '../parser/combinators.ts';
import { tokenize } from '../parser/tokenizer.ts';
import { phrasesFor } from '../vocabulary/phrases.ts';
import { readingFailure } from './read-with-grammar.ts';

type DurationUnit = Unit | ClockUnit;

/** From the longest to the shortest: that is the order in which they are said. */
const durationUnits: readonly DurationUnit[] = [
  'year',
  'month',
  'week',
  'day',
  'hour',
  'minute',
  'second',
];
const fields: Readonly<Record<DurationUnit, keyof Temporal.DurationLikeObject>> = {
  year: 'years',
  month: 'months',
  week: 'weeks',
  day: 'days',
  hour: 'hours',
  minute: 'minutes',
  second: 'seconds',
};
/** Letters that mean a unit only where lengths of time are said. */
const letters = { en: { d: 'day', w: 'week', wk: 'week' }, vi: {} } as const;

export interface DurationPart {
  readonly unit: DurationUnit;
  readonly count: number;
}

const calendarUnit = flatMap(phrase(phrasesFor('units')), (unit): DurationUnit[] =>
  unit === 'weekend' || unit === 'quarter' ? [] : [unit],
);
const unit: Parser<DurationUnit> = alt<DurationUnit[]>(
  calendarUnit,
  phrase(phrasesFor('clockUnits')),
  phrase<DurationUnit>(letters),
  map(mark("'"), () => 'minute'),
);
const whole = alt(digits(1, 4), phrase(phrasesFor('numbers')));

const halved: Readonly<Partial<Record<DurationUnit, DurationPart>>> = {
  hour: { unit: 'minute', count: 30 },
  minute: { unit: 'second', count: 30 },
  day: { unit: 'hour', count: 12 },
  year: { unit: 'month', count: 6 },
};
const half = (of: DurationUnit): DurationPart[][] => {
  const length = halved[of];
  return length ? [[length]] : [];
};

const and = maybe(alt(phrase(phrasesFor('and')), mark(',')));
const length: Parser<DurationPart[]> = alt<DurationPart[][]>(
  map(seq(whole, unit), ([count, of]) => [{ unit: of, count }]),
  // 1h30
  flatMap(seq(whole, unit, digits(2, 2)), ([count, of, minutes]) =>
    of === 'hour' && minutes < 60
      ? [
          [
            { unit: of, count },
            { unit: 'minute' as const, count: minutes },
          ],
        ]
      : [],
  ),
  // 1.5 h
  flatMap(seq(digits(1, 4), mark('.', ','), digits(1, 2), unit), ([count, , decimals, of]) =>
    decimals === 5 || decimals === 50 ? half(of).map((rest) => [{ unit: of, count }, ...rest]) : [],
  ),
  // một tiếng rưỡi, an hour and a half
  flatMap(
    seq(
      whole,
      unit,
      alt(phrase(phrasesFor('half')), phrase({ en: { 'and a half': true }, vi: {} })),
    ),
    ([count, of]) => half(of).map((rest) => [{ unit: of, count }, ...rest]),
  ),
  flatMap(seq(phrase(phrasesFor('halves')), unit), ([, of]) => half(of)),
);

/** Lengths that are added up: `1 hour and 30 minutes`, `một tiếng rưỡi`. */
export const durationParts = map(
  seq(
    length,
    many(
      map(seq(and, length), ([, next]) => next),
      0,
      durationUnits.length,
    ),
  ),
  ([first, rest]) => [first, ...rest].flat(),
);

export const toDuration = (said: readonly DurationPart[]): Temporal.Duration =>
  Temporal.Duration.from(
    Object.fromEntries(said.map(({ unit: of, count }) => [fields[of], count])),
  );

/** Each unit once, from the longest to the shortest. */
export const isInOrder = (said: readonly DurationPart[]) =>
  said.every(({ unit: of }, index) => {
    const before = said[index - 1];
    return !before || durationUnits.indexOf(before.unit) < durationUnits.indexOf(of);
  });

/**
 * A length of time: `90 phút`, `2h`, `1h30`, `2 days`, `3 ngày`, `1 tiếng rưỡi`. Units stay as they are
 * said (a day is not 24 hours where clocks change); at most 9999 of each; it may be zero.
 */
export function readDuration(text: string): ReadingResult<Temporal.Duration> {
  const tokens = tokenize(text);
  const readings = new Map(
    durationParts(tokens ?? [], 0)
      .filter(({ at, value }) => at === tokens?.length && isInOrder(value))
      .map(({ value }) => {
        const duration = toDuration(value);
        return [duration.toString(), duration];
      }),
  );
  const [only] = readings.values();
  return only && readings.size === 1
    ? { ok: true, value: only }
    : readingFailure(text, { key: 'dates.errors.unreadableDuration' });
}
