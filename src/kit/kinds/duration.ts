import { z } from 'zod';
import { readDuration } from '../../language/periods/index.ts';
import { sayDuration } from '../../language/say-date.ts';
import { type Argument, argument } from '../argument.ts';
import { byButtons } from '../asking/buttons.ts';
import { bad, good, type Problem, type ReadContext } from '../kind.ts';
import { writtenOf } from '../raw.ts';

export interface DurationRules {
  /** Shortest and longest in minutes; a day counts 24 hours. */
  min: number;
  max: number;
  /** What a number alone counts; without it a unit must be said. */
  unit?: 'minutes' | 'hours' | 'days';
  /** Lengths that are offered, in minutes. */
  usual?: readonly number[];
  /** The error for a length outside `min` and `max`. */
  outside?: string;
}

const minutesOf = (duration: Temporal.Duration): number => {
  const { years, months, weeks, days } = duration;
  const rest = duration.with({ years: 0, months: 0, weeks: 0, days: 0 }).total('minutes');
  // Months and years have no fixed length: they are longer than anything that is asked for here.
  return years + months > 0 ? Number.POSITIVE_INFINITY : (weeks * 7 + days) * 1440 + rest;
};

const ofMinutes = (minutes: number): Temporal.Duration =>
  Temporal.Duration.from({ minutes }).round({ largestUnit: 'hours' });

/** A length of time, in whole minutes: `2h`, `90 phút`, `1h30`, `3 ngày`. */
export function duration(rules: DurationRules): Argument<number> {
  const { min, max, unit, usual = [], outside = 'kit.errors.durationOutside' } = rules;
  const say = (minutes: number, { locale }: ReadContext) => sayDuration(ofMinutes(minutes), locale);
  return argument<number, ReadContext>({
    name: 'duration',
    schema: z.int().min(min).max(max),
    discord: { type: 'string', maxLength: 50 },
    takesRest: true,
    ask: byButtons((context) =>
      usual.map((minutes) => ({ label: say(minutes, context), value: `${minutes} minutes` })),
    ),
    encode: (minutes) => `${Math.floor(minutes / 60)} hours ${minutes % 60} minutes`,
    read(raw, context) {
      const written = writtenOf(raw).trim();
      const isBare = unit !== undefined && /^\d{1,6}$/.test(written);
      const reading = readDuration(isBare ? `${written} ${unit}` : written);
      if (!reading.ok) return bad(reading.key, reading.params);
      const minutes = Math.round(minutesOf(reading.value));
      const params: Problem['params'] = {
        text: written,
        min: say(min, context),
        max: say(max, context),
      };
      return minutes < min || minutes > max ? bad(outside, params) : good(minutes);
    },
  });
}
