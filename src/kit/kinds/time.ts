import { z } from 'zod';
import { readTime } from '../../language/periods/index.ts';
import { type Argument, argument } from '../argument.ts';
import { byClock } from '../asking/clock.ts';
import { good, type ReadContext } from '../kind.ts';
import { writtenOf } from '../raw.ts';
import { badReading } from './bad-reading.ts';

/** A time of day in words of either language: `19:30`, `7pm`, `7h tối`. */
export function time(): Argument<Temporal.PlainTime> {
  return argument<Temporal.PlainTime, ReadContext>({
    name: 'time',
    schema: z.instanceof(Temporal.PlainTime),
    discord: { type: 'string', maxLength: 50 },
    takesRest: true,
    ask: byClock,
    encode: (value) => value.toString({ smallestUnit: 'minute' }),
    read(raw) {
      const result = readTime(writtenOf(raw));
      return result.ok ? good(result.value) : badReading(result);
    },
  });
}
