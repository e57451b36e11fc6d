import { failure } from './choose.ts';
import type { Reading } from './result.ts';
import { alt, digits, fork, many, map, mark, maybe, phrase, type Rule, seq } from './rule.ts';
import type { ClockUnit, Unit } from './spec.ts';
import { tokenize } from './tokens.ts';
import { words } from './vocabulary.ts';

type Measure = Unit | ClockUnit;

/** From the longest to the shortest: that is the order in which they are said. */
const measures: readonly Measure[] = ['year', 'month', 'week', 'day', 'hour', 'minute', 'second'];
const fields: Readonly<Record<Measure, keyof Temporal.DurationLikeObject>> = {
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

export interface Length {
  readonly unit: Measure;
  readonly count: number;
}

const calendarUnit = fork(phrase(words('units')), (unit): Measure[] =>
  unit === 'weekend' || unit === 'quarter' ? [] : [unit],
);
const unit: Rule<Measure> = alt<Measure[]>(
  calendarUnit,
  phrase(words('clockUnits')),
  phrase<Measure>(letters),
  map(mark("'"), () => 'minute'),
);
const whole = alt(digits(1, 4), phrase(words('numbers')));

const halved: Readonly<Partial<Record<Measure, Length>>> = {
  hour: { unit: 'minute', count: 30 },
  minute: { unit: 'second', count: 30 },
  day: { unit: 'hour', count: 12 },
  year: { unit: 'month', count: 6 },
};
const half = (of: Measure): Length[][] => {
  const length = halved[of];
  return length ? [[length]] : [];
};

const and = maybe(alt(phrase(words('and')), mark(',')));
const length: Rule<Length[]> = alt<Length[][]>(
  map(seq(whole, unit), ([count, of]) => [{ unit: of, count }]),
  // 1h30
  fork(seq(whole, unit, digits(2, 2)), ([count, of, minutes]) =>
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
  fork(seq(digits(1, 4), mark('.', ','), digits(1, 2), unit), ([count, , decimals, of]) =>
    decimals === 5 || decimals === 50 ? half(of).map((rest) => [{ unit: of, count }, ...rest]) : [],
  ),
  // một tiếng rưỡi, an hour and a half
  fork(
    seq(whole, unit, alt(phrase(words('half')), phrase({ en: { 'and a half': true }, vi: {} }))),
    ([count, of]) => half(of).map((rest) => [{ unit: of, count }, ...rest]),
  ),
  fork(seq(phrase(words('halves')), unit), ([, of]) => half(of)),
);

/** Lengths that are added up: `1 hour and 30 minutes`, `một tiếng rưỡi`. */
export const lengths = map(
  seq(
    length,
    many(
      map(seq(and, length), ([, next]) => next),
      0,
      measures.length,
    ),
  ),
  ([first, rest]) => [first, ...rest].flat(),
);

export const toDuration = (said: readonly Length[]): Temporal.Duration =>
  Temporal.Duration.from(
    Object.fromEntries(said.map(({ unit: of, count }) => [fields[of], count])),
  );

/** Each unit once, from the longest to the shortest. */
export const inOrder = (said: readonly Length[]) =>
  said.every(({ unit: of }, index) => {
    const before = said[index - 1];
    return !before || measures.indexOf(before.unit) < measures.indexOf(of);
  });

/**
 * A length of time: `90 phút`, `2h`, `1h30`, `2 days`, `3 ngày`, `1 tiếng rưỡi`. Units stay as they are
 * said (a day is not 24 hours where clocks change); at most 9999 of each; it may be zero.
 */
export function readDuration(text: string): Reading<Temporal.Duration> {
  const tokens = tokenize(text);
  const readings = new Map(
    lengths(tokens ?? [], 0)
      .filter(({ at, value }) => at === tokens?.length && inOrder(value))
      .map(({ value }) => {
        const duration = toDuration(value);
        return [duration.toString(), duration];
      }),
  );
  const [only] = readings.values();
  return only && readings.size === 1
    ? { ok: true, value: only }
    : failure(text, { key: 'dates.errors.unreadableDuration' });
}
