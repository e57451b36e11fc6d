import { z } from 'zod';
import { readTime } from '../../../language/periods/index.ts';
import { type Argument, argument } from '../../define/argument.ts';
import type { ParseContext } from '../../define/parse-context.ts';
import { ok } from '../../define/parse-result.ts';
import { rawText } from '../../define/raw-value.ts';
import { timePicker } from '../../pickers/time-picker.ts';
import { dateError } from './date-error.ts';

/** A time of day in either language: `19:30`, `7pm`, `7h tối`. */
export function time(): Argument<Temporal.PlainTime> {
  return argument<Temporal.PlainTime, ParseContext>({
    name: 'time',
    schema: z.instanceof(Temporal.PlainTime),
    discordOption: { type: 'string', maxLength: 50 },
    greedy: true,
    picker: timePicker,
    encode: (value) => value.toString({ smallestUnit: 'minute' }),
    parse(raw) {
      const result = readTime(rawText(raw));
      return result.ok ? ok(result.value) : dateError(result);
    },
  });
}
