import { type Argument, argument } from '../kit/argument.ts';
import { bad, good, type ReadContext } from '../kit/kind.ts';
import { readDateTime, readTime } from '../language/periods/index.ts';

/** When something ends: a time alone is of the day on which it begins. */
export interface End {
  date?: Temporal.PlainDate;
  time?: Temporal.PlainTime;
}

/** The end of something: `21h30`, `28/11`, `1h sáng 29/11`. */
export function end(): Argument<End> {
  return argument<End, ReadContext>({
    name: 'date',
    discord: { type: 'string', maxLength: 100 },
    takesRest: true,
    read(raw, { now, zone }) {
      const written = typeof raw === 'object' ? raw.name : String(raw);
      const time = readTime(written);
      if (time.ok) return good({ time: time.value });
      const moment = readDateTime(written, { now: now.toZonedDateTimeISO(zone) });
      return moment.ok ? good<End>(moment.value) : bad(moment.key, moment.params);
    },
  });
}
