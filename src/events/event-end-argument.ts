import { z } from 'zod';
import { formatDateValue, rejectSkippedTime } from '../kit/argument-types/dates/date.ts';
import { dateError } from '../kit/argument-types/dates/date-error.ts';
import { looksLikeDate } from '../kit/argument-types/dates/looks-like-date.ts';
import { type Argument, argument } from '../kit/define/argument.ts';
import type { ParseContext } from '../kit/define/parse-context.ts';
import { ok } from '../kit/define/parse-result.ts';
import { rawText } from '../kit/define/raw-value.ts';
import { dateTimePicker } from '../kit/pickers/date-time-picker.ts';
import { type PartOfDay, partsOfDay, readDateTime, readTime } from '../language/periods/index.ts';

/** When something ends: a time without a date is on the day of the start. */
export interface EventEnd {
  date?: Temporal.PlainDate;
  time?: Temporal.PlainTime;
  /** The part of the day that was given instead of a time. */
  partOfDay?: PartOfDay;
}

const schema: z.ZodType<EventEnd> = z.object({
  date: z.instanceof(Temporal.PlainDate).optional(),
  time: z.instanceof(Temporal.PlainTime).optional(),
  partOfDay: z.enum(partsOfDay).optional(),
});

/** The text that parses back to this end. */
export const encodeEventEnd = ({ date, time, partOfDay }: EventEnd): string =>
  date
    ? formatDateValue({ date, ...(time ? { time } : {}), ...(partOfDay ? { partOfDay } : {}) })
    : (time?.toString({ smallestUnit: 'minute' }) ?? '');

/** The end of something: `21h30`, `28/11`, `1h sáng 29/11`. */
export function eventEnd(): Argument<EventEnd> {
  return argument<EventEnd, ParseContext>({
    name: 'date',
    schema,
    discordOption: { type: 'string', maxLength: 100 },
    greedy: true,
    looksLike: looksLikeDate,
    picker: dateTimePicker({ timeNeeded: false }),
    encode: encodeEventEnd,
    parse(raw, { now, zone, locale }) {
      const written = rawText(raw);
      const time = readTime(written, { isEnd: true });
      if (time.ok) return ok({ time: time.value });
      const moment = readDateTime(written, { now: now.toZonedDateTimeISO(zone) });
      if (!moment.ok) return dateError(moment);
      return rejectSkippedTime(moment.value, written, { zone, locale });
    },
  });
}
