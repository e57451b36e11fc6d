import { type Argument, argument } from '../argument.ts';
import { bad, good } from '../kind.ts';

/** A whole number from `min` to `max`, both included. */
export function integer(rules: { min: number; max: number }): Argument<number> {
  const { min, max } = rules;
  return argument<number, unknown>({
    name: 'integer',
    discord: { type: 'integer', min, max },
    read(raw) {
      const written = typeof raw === 'object' ? raw.name : String(raw).trim();
      if (!/^[+-]?\d{1,15}$/.test(written))
        return bad('kit.errors.notInteger', { text: written, min, max });
      const value = Number(written);
      return value < min || value > max
        ? bad('kit.errors.outOfRange', { text: written, min, max })
        : good(value);
    },
  });
}
