import { z } from 'zod';
import {
  containsNamedDay,
  formatDayInput,
  type LocalMoment,
  partsOfDay,
  readDateTime,
  readPeriod,
} from '../../../language/periods/index.ts';
import { zoneDisplayName } from '../../../language/zones/format-zone.ts';
import { type Argument, argument } from '../../define/argument.ts';
import type { ParseContext } from '../../define/parse-context.ts';
import { err, ok, type ParseResult } from '../../define/parse-result.ts';
import { rawText } from '../../define/raw-value.ts';
import { dateTimePicker } from '../../pickers/date-time-picker.ts';
import { dateError } from './date-error.ts';
import { looksLikeDate } from './looks-like-date.ts';

/** A day with or without a time of day, or several days. */
export interface DateValue extends LocalMoment {
  /** The last of several days. */
  readonly lastDate?: Temporal.PlainDate;
}

const schema: z.ZodType<DateValue> = z.object({
  date: z.instanceof(Temporal.PlainDate),
  time: z.instanceof(Temporal.PlainTime).optional(),
  partOfDay: z.enum(partsOfDay).optional(),
  lastDate: z.instanceof(Temporal.PlainDate).optional(),
  originalText: z.string().optional(),
});

/** `19:30 28/11/2026`, `evening 28/11/2026`, `28/11/2026`, `21/12/2026 - 25/12/2026`: what {@link date} reads in either language. */
export const formatDateValue = ({ date: day, time, partOfDay, lastDate }: DateValue): string => {
  if (time) return `${time.toString({ smallestUnit: 'minute' })} ${formatDayInput(day)}`;
  if (partOfDay) return `${partOfDay} ${formatDayInput(day)}`;
  return lastDate ? `${formatDayInput(day)} - ${formatDayInput(lastDate)}` : formatDayInput(day);
};

/** Whether this local time is skipped by a clock change in the zone. */
const isSkippedTime = ({ date: day, time }: DateValue, zone: string): boolean =>
  time !== undefined &&
  !day.toZonedDateTime({ timeZone: zone, plainTime: time }).toPlainTime().equals(time);

/** Rejects a time that a clock change in the zone skips. */
export const rejectSkippedTime = (
  moment: DateValue,
  written: string,
  { zone, locale }: Pick<ParseContext, 'zone' | 'locale'>,
): ParseResult<DateValue> =>
  isSkippedTime(moment, zone)
    ? err('kit.errors.skippedTime', { text: written, place: zoneDisplayName(zone, locale) })
    : ok(moment);

/** Marks the name of a day as valid only without other text. */
export const requireAloneIfNamed = <Value>(
  read: ParseResult<Value>,
  written: string,
): ParseResult<Value> =>
  read.ok && containsNamedDay(written) ? { ...read, onlyIfAlone: true } : read;

/**
 * A date in either language: `21/11`, `19h30 ngày mai`, `next Friday 7pm`.
 * @param noTime message key of the error for a day without a time, where a time is required
 * @param several whether a range of days is accepted too: `21-25/12`
 */
export function date({
  noTime,
  several = false,
}: {
  noTime?: string;
  several?: boolean;
} = {}): Argument<DateValue> {
  return argument<DateValue, ParseContext>({
    name: 'date',
    schema,
    discordOption: { type: 'string', maxLength: 100 },
    greedy: true,
    looksLike: looksLikeDate,
    picker: dateTimePicker({ timeNeeded: noTime !== undefined }),
    encode: formatDateValue,
    parse(raw, { now, zone, locale }) {
      const written = rawText(raw);
      const here = now.toZonedDateTimeISO(zone);
      const result = readDateTime(written, { now: here });
      if (!result.ok) {
        const isSeveral = several && result.key === 'dates.errors.several';
        const days = isSeveral ? readPeriod(written, { today: here.toPlainDate() }) : undefined;
        if (!days?.ok) return dateError(result);
        const { from, until } = days.value;
        const found = { date: from, lastDate: until.subtract({ days: 1 }) };
        return requireAloneIfNamed(ok(found), written);
      }
      if (noTime !== undefined && !result.value.time) return err(noTime);
      return requireAloneIfNamed(
        rejectSkippedTime(result.value, written, { zone, locale }),
        written,
      );
    },
  });
}
