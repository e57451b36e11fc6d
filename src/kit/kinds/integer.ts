import { z } from 'zod';
import { type Argument, argument } from '../argument.ts';
import { inWords } from '../asking/words.ts';
import { bad, good } from '../kind.ts';
import { writtenOf } from '../raw.ts';

/** A whole number from `min` to `max`, both included; ±2^53 at the most. */
export function integer(rules: { min: number; max: number }): Argument<number, unknown> {
  const { min, max } = rules;
  return argument<number, unknown>({
    name: 'integer',
    schema: z.int().min(min).max(max),
    discord: { type: 'integer', min, max },
    ask: inWords,
    encode: (value) => value,
    read(raw) {
      const written = writtenOf(raw).trim();
      if (!/^[+-]?\d{1,15}$/.test(written))
        return bad('kit.errors.notInteger', { text: written, min, max });
      const value = Number(written);
      return value < min || value > max
        ? bad('kit.errors.outOfRange', { text: written, min, max })
        : good(value === 0 ? 0 : value);
    },
  });
}
