import { z } from 'zod';
import { type Argument, argument } from '../define/argument.ts';
import { err, ok } from '../define/parse-result.ts';
import { rawText } from '../define/raw-value.ts';
import { textPicker } from '../pickers/text-picker.ts';

/** An integer from `min` to `max`, both inclusive, within ±2^53. */
export function integer(rules: { min: number; max: number }): Argument<number, unknown> {
  const { min, max } = rules;
  return argument<number, unknown>({
    name: 'integer',
    schema: z.int().min(min).max(max),
    discordOption: { type: 'integer', min, max },
    picker: textPicker,
    encode: (value) => value,
    parse(raw) {
      const written = rawText(raw).trim();
      if (!/^[+-]?\d{1,15}$/.test(written))
        return err('kit.errors.notInteger', { text: written, min, max });
      const value = Number(written);
      return value < min || value > max
        ? err('kit.errors.outOfRange', { text: written, min, max })
        : ok(value === 0 ? 0 : value);
    },
  });
}
