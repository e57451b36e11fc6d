import { z } from 'zod';
import { type Argument, argument } from '../kit/argument.ts';
import { byCalendarAndClock } from '../kit/asking/calendar.ts';
import { good, type ReadContext } from '../kit/kind.ts';
import { badReading } from '../kit/kinds/bad-reading.ts';
import { onClocks, writeMoment } from '../kit/kinds/date.ts';
import { looksLikeDay } from '../kit/kinds/looks-like-day.ts';
import { writtenOf } from '../kit/raw.ts';
import { dayParts, type Part, readDateTime, readTime } from '../language/periods/index.ts';

/** When something ends: a time alone is of the day on which it begins. */
export interface End {
  date?: Temporal.PlainDate;
  time?: Temporal.PlainTime;
  /** The part of the day that was said in place of a time. */
  part?: Part;
}

const schema: z.ZodType<End> = z.object({
  date: z.instanceof(Temporal.PlainDate).optional(),
  time: z.instanceof(Temporal.PlainTime).optional(),
  part: z.enum(dayParts).optional(),
});

/** Writes an end down so that reading it gives the same. */
export const writeEnd = ({ date, time, part }: End): string =>
  date
    ? writeMoment({ date, ...(time ? { time } : {}), ...(part ? { part } : {}) })
    : (time?.toString({ smallestUnit: 'minute' }) ?? '');

/** The end of something: `21h30`, `28/11`, `1h sáng 29/11`. */
export function end(): Argument<End> {
  return argument<End, ReadContext>({
    name: 'date',
    schema,
    discord: { type: 'string', maxLength: 100 },
    takesRest: true,
    claims: looksLikeDay,
    ask: byCalendarAndClock({ timeNeeded: false }),
    encode: writeEnd,
    read(raw, { now, zone, locale }) {
      const written = writtenOf(raw);
      const time = readTime(written, { isEnd: true });
      if (time.ok) return good({ time: time.value });
      const moment = readDateTime(written, { now: now.toZonedDateTimeISO(zone) });
      if (!moment.ok) return badReading(moment);
      return onClocks(moment.value, written, { zone, locale });
    },
  });
}
