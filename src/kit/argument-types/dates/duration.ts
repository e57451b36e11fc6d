import { z } from 'zod';
import { formatDuration } from '../../../language/format-date.ts';
import { readDuration } from '../../../language/periods/index.ts';
import { type Argument, argument } from '../../define/argument.ts';
import type { ParseContext } from '../../define/parse-context.ts';
import { type ArgumentError, err, ok } from '../../define/parse-result.ts';
import { rawText } from '../../define/raw-value.ts';
import { buttonPicker } from '../../pickers/button-picker.ts';

export interface DurationOptions {
  /** Minimum and maximum in minutes; a day has 24 hours. */
  min: number;
  max: number;
  /** Unit of a number without one; otherwise a unit is required. */
  unit?: 'minutes' | 'hours' | 'days';
  /** Suggested durations, in minutes. */
  suggestions?: readonly number[];
  /** Message key of the error for a duration outside `min` and `max`. */
  rangeErrorKey?: string;
}

const minutesOf = (duration: Temporal.Duration): number => {
  const { years, months, weeks, days } = duration;
  const rest = duration.with({ years: 0, months: 0, weeks: 0, days: 0 }).total('minutes');
  // Months and years have no fixed length and exceed every allowed maximum.
  return years + months > 0 ? Number.POSITIVE_INFINITY : (weeks * 7 + days) * 1440 + rest;
};

const ofMinutes = (minutes: number): Temporal.Duration =>
  Temporal.Duration.from({ minutes }).round({ largestUnit: 'hours' });

/** A duration in whole minutes: `2h`, `90 phút`, `1h30`, `3 ngày`. */
export function duration(rules: DurationOptions): Argument<number> {
  const { min, max, unit, suggestions = [], rangeErrorKey = 'kit.errors.durationOutside' } = rules;
  const say = (minutes: number, { locale }: ParseContext) =>
    formatDuration(ofMinutes(minutes), locale);
  return argument<number, ParseContext>({
    name: 'duration',
    schema: z.int().min(min).max(max),
    discordOption: { type: 'string', maxLength: 50 },
    greedy: true,
    picker: buttonPicker((context) =>
      suggestions.map((minutes) => ({ label: say(minutes, context), value: `${minutes} minutes` })),
    ),
    encode: (minutes) => `${Math.floor(minutes / 60)} hours ${minutes % 60} minutes`,
    parse(raw, context) {
      const written = rawText(raw).trim();
      const isBare = unit !== undefined && /^\d{1,6}$/.test(written);
      const reading = readDuration(isBare ? `${written} ${unit}` : written);
      if (!reading.ok) return err(reading.key, reading.params);
      const minutes = Math.round(minutesOf(reading.value));
      const params: ArgumentError['params'] = {
        text: written,
        min: say(min, context),
        max: say(max, context),
      };
      return minutes < min || minutes > max ? err(rangeErrorKey, params) : ok(minutes);
    },
  });
}
