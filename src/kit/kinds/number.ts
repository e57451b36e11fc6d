import { z } from 'zod';
import { type Argument, argument } from '../argument.ts';
import { inWords } from '../asking/words.ts';
import { bad, good, type ReadContext } from '../kind.ts';
import { writtenOf } from '../raw.ts';

/** Digits with one decimal mark: `2.5`, `2,5`, `-0.75`, `1e3` as computers write it. */
const plain = /^[+-]?\d{1,15}(?:[.,]\d{1,12})?$/;
const scientific = /^-?\d(?:\.\d+)?e[+-]?\d{1,3}$/;

/** A number from `min` to `max`, both included. A comma or a point before the decimals, never between thousands. */
export function number(rules: { min: number; max: number }): Argument<number> {
  const { min, max } = rules;
  return argument<number, ReadContext>({
    name: 'number',
    schema: z.number().min(min).max(max),
    discord: { type: 'number', min, max },
    ask: inWords,
    encode: (value) => value,
    read(raw) {
      const written = writtenOf(raw).trim();
      if (typeof raw !== 'number' && !plain.test(written) && !scientific.test(written))
        return bad('kit.errors.notNumber', { text: written, min, max });
      const value = typeof raw === 'number' ? raw : Number(written.replace(',', '.'));
      return Number.isFinite(value) && value >= min && value <= max
        ? good(value === 0 ? 0 : value)
        : bad('kit.errors.outOfRange', { text: written, min, max });
    },
  });
}
