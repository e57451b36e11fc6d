import { z } from 'zod';
import { type Argument, argument } from '../define/argument.ts';
import type { ParseContext } from '../define/parse-context.ts';
import { err, ok } from '../define/parse-result.ts';
import { rawText } from '../define/raw-value.ts';
import { textPicker } from '../pickers/text-picker.ts';

/** Digits with one decimal mark: `2.5`, `2,5`, `-0.75`; or scientific notation: `1e3`. */
const plain = /^[+-]?\d{1,15}(?:[.,]\d{1,12})?$/;
const scientific = /^-?\d(?:\.\d+)?e[+-]?\d{1,3}$/;

/** A number from `min` to `max`, both inclusive. Comma or point is a decimal mark, never a thousands separator. */
export function number(rules: { min: number; max: number }): Argument<number> {
  const { min, max } = rules;
  return argument<number, ParseContext>({
    name: 'number',
    schema: z.number().min(min).max(max),
    discordOption: { type: 'number', min, max },
    picker: textPicker,
    encode: (value) => value,
    parse(raw) {
      const written = rawText(raw).trim();
      if (typeof raw !== 'number' && !plain.test(written) && !scientific.test(written))
        return err('kit.errors.notNumber', { text: written, min, max });
      const value = typeof raw === 'number' ? raw : Number(written.replace(',', '.'));
      return Number.isFinite(value) && value >= min && value <= max
        ? ok(value === 0 ? 0 : value)
        : err('kit.errors.outOfRange', { text: written, min, max });
    },
  });
}
