import { readDateTime } from '../../language/periods/index.ts';
import { type Argument, argument } from '../argument.ts';
import { bad, good, type ReadContext } from '../kind.ts';

/** A day, with a time of day where one was said. */
export interface Moment {
  date: Temporal.PlainDate;
  time?: Temporal.PlainTime;
}

/** A date in words of either language: `21/11`, `19h30 ngày mai`, `next Friday 7pm`. */
export function date(): Argument<Moment> {
  return argument<Moment, ReadContext>({
    name: 'date',
    discord: { type: 'string', maxLength: 100 },
    takesRest: true,
    read(raw, { now, zone }) {
      const written = typeof raw === 'object' ? raw.name : String(raw);
      const result = readDateTime(written, { now: now.toZonedDateTimeISO(zone) });
      return result.ok ? good(result.value) : bad(result.key, result.params);
    },
  });
}
