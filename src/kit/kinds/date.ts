import { z } from 'zod';
import {
  dayParts,
  holdsName,
  type Part,
  readDateTime,
  readPeriod,
} from '../../language/periods/index.ts';
import { zonePlace } from '../../language/zone-place.ts';
import { type Argument, argument } from '../argument.ts';
import { byCalendarAndClock, writeDay } from '../asking/calendar.ts';
import { bad, good, type Read, type ReadContext } from '../kind.ts';
import { writtenOf } from '../raw.ts';
import { badReading } from './bad-reading.ts';
import { looksLikeDay } from './looks-like-day.ts';

/** A day, with a time of day where one was said. */
export interface Moment {
  date: Temporal.PlainDate;
  time?: Temporal.PlainTime;
  /** The part of the day that was said in place of a time. */
  part?: Part;
  /** The last of several days. */
  last?: Temporal.PlainDate;
  /** As it was written, where that was in another zone than the reader's. */
  typed?: string;
}

const schema: z.ZodType<Moment> = z.object({
  date: z.instanceof(Temporal.PlainDate),
  time: z.instanceof(Temporal.PlainTime).optional(),
  part: z.enum(dayParts).optional(),
  last: z.instanceof(Temporal.PlainDate).optional(),
  typed: z.string().optional(),
});

/** `19:30 28/11/2026`, `evening 28/11/2026`, `28/11/2026`, `21/12/2026 - 25/12/2026`: what {@link date} reads in either language. */
export const writeMoment = ({ date: day, time, part, last }: Moment): string => {
  if (time) return `${time.toString({ smallestUnit: 'minute' })} ${writeDay(day)}`;
  if (part) return `${part} ${writeDay(day)}`;
  return last ? `${writeDay(day)} - ${writeDay(last)}` : writeDay(day);
};

/** Whether clocks in this zone leave this time of that day out. */
export const isSkipped = ({ date: day, time }: Moment, zone: string): boolean =>
  time !== undefined &&
  !day.toZonedDateTime({ timeZone: zone, plainTime: time }).toPlainTime().equals(time);

/** What was read, unless clocks in the zone leave it out. */
export const onClocks = (
  moment: Moment,
  written: string,
  { zone, locale }: Pick<ReadContext, 'zone' | 'locale'>,
): Read<Moment> =>
  isSkipped(moment, zone)
    ? bad('kit.errors.skippedTime', { text: written, place: zonePlace(zone, locale) })
    : good(moment);

/** A day that was named counts alone. */
export const byName = <Value>(read: Read<Value>, written: string): Read<Value> =>
  read.ok && holdsName(written) ? { ...read, alone: true } : read;

/**
 * A date in words of either language: `21/11`, `19h30 ngày mai`, `next Friday 7pm`.
 * @param noTime the error for a day alone, where a time of day is needed
 * @param several whether several days are taken too: `21-25/12`
 */
export function date({
  noTime,
  several = false,
}: {
  noTime?: string;
  several?: boolean;
} = {}): Argument<Moment> {
  return argument<Moment, ReadContext>({
    name: 'date',
    schema,
    discord: { type: 'string', maxLength: 100 },
    takesRest: true,
    claims: looksLikeDay,
    ask: byCalendarAndClock({ timeNeeded: noTime !== undefined }),
    encode: writeMoment,
    read(raw, { now, zone, locale }) {
      const written = writtenOf(raw);
      const here = now.toZonedDateTimeISO(zone);
      const result = readDateTime(written, { now: here });
      if (!result.ok) {
        const isSeveral = several && result.key === 'dates.errors.several';
        const days = isSeveral ? readPeriod(written, { today: here.toPlainDate() }) : undefined;
        if (!days?.ok) return badReading(result);
        const { from, until } = days.value;
        const found = { date: from, last: until.subtract({ days: 1 }) };
        return byName(good(found), written);
      }
      if (noTime !== undefined && !result.value.time) return bad(noTime);
      return byName(onClocks(result.value, written, { zone, locale }), written);
    },
  });
}
