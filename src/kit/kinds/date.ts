import { z } from 'zod';
import { readDateTime } from '../../language/periods/index.ts';
import { type Argument, argument } from '../argument.ts';
import { byCalendarAndClock, writeDay } from '../asking/calendar.ts';
import { bad, good, type ReadContext } from '../kind.ts';
import { writtenOf } from '../raw.ts';
import { looksLikeDay } from './looks-like-day.ts';

/** A day, with a time of day where one was said. */
export interface Moment {
  date: Temporal.PlainDate;
  time?: Temporal.PlainTime;
}

const schema: z.ZodType<Moment> = z.object({
  date: z.instanceof(Temporal.PlainDate),
  time: z.instanceof(Temporal.PlainTime).optional(),
});

/** `19:30 28/11/2026`, `28/11/2026`: what {@link date} reads in either language. */
export const writeMoment = ({ date: day, time }: Moment): string =>
  time ? `${time.toString({ smallestUnit: 'minute' })} ${writeDay(day)}` : writeDay(day);

/**
 * A date in words of either language: `21/11`, `19h30 ngày mai`, `next Friday 7pm`.
 * @param noTime the error for a day alone, where a time of day is needed
 */
export function date({ noTime }: { noTime?: string } = {}): Argument<Moment> {
  return argument<Moment, ReadContext>({
    name: 'date',
    schema,
    discord: { type: 'string', maxLength: 100 },
    takesRest: true,
    claims: looksLikeDay,
    ask: byCalendarAndClock({ timeNeeded: noTime !== undefined }),
    encode: writeMoment,
    read(raw, { now, zone }) {
      const result = readDateTime(writtenOf(raw), { now: now.toZonedDateTimeISO(zone) });
      if (!result.ok) return bad(result.key, result.params);
      return noTime !== undefined && !result.value.time ? bad(noTime) : good(result.value);
    },
  });
}
