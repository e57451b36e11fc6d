import type { ClockUnit, Unit } from '../model/date-expression.ts';
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
  withCost,
} from '../parser/combinators.ts';
import { clockNumbers } from '../vocabulary/clock-numbers.ts';
import { phrasesFor } from '../vocabulary/phrases.ts';
import { calendarUnit } from './basics.ts';

type DurationUnit = Unit | ClockUnit;

/** From the longest to the shortest, the order in which they must be given. */
const durationUnits: readonly DurationUnit[] = [
  'year',
  'month',
  'week',
  'day',
  'hour',
  'minute',
  'second',
];
/** Abbreviations that are units only in a length of time. */
const letters = { en: { d: 'day', w: 'week', wk: 'week' }, vi: {} } as const;

export interface DurationPart {
  readonly unit: DurationUnit;
  readonly count: number;
}

const unit: Parser<DurationUnit> = alt<DurationUnit[]>(
  calendarUnit,
  phrase(phrasesFor('clockUnits')),
  phrase<DurationUnit>(letters),
  map(mark("'"), () => 'minute'),
);
const whole = alt(digits(1, 4), phrase(phrasesFor('numbers')), withCost(1, phrase(clockNumbers)));

const halfOf: Readonly<Partial<Record<DurationUnit, DurationPart>>> = {
  hour: { unit: 'minute', count: 30 },
  minute: { unit: 'second', count: 30 },
  day: { unit: 'hour', count: 12 },
  year: { unit: 'month', count: 6 },
};
const half = (of: DurationUnit): DurationPart[][] => {
  const length = halfOf[of];
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

/** Lengths to be added up: `1 hour and 30 minutes`, `một tiếng rưỡi`. */
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

export const toDuration = (parts: readonly DurationPart[]): Temporal.Duration =>
  Temporal.Duration.from(Object.fromEntries(parts.map(({ unit: of, count }) => [`${of}s`, count])));

/** Whether each unit occurs once, from the longest to the shortest. */
export const isInOrder = (parts: readonly DurationPart[]) =>
  parts.every(({ unit: of }, index) => {
    const previous = parts[index - 1];
    return !previous || durationUnits.indexOf(previous.unit) < durationUnits.indexOf(of);
  });
