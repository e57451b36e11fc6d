import { z } from 'zod';
import { formatDateValue } from '../../kit/argument-types/dates/date.ts';
import { dateError } from '../../kit/argument-types/dates/date-error.ts';
import { looksLikeDate } from '../../kit/argument-types/dates/looks-like-date.ts';
import { type Argument, argument } from '../../kit/define/argument.ts';
import type { ParseContext } from '../../kit/define/parse-context.ts';
import { argumentError, err, ok, type ParseResult } from '../../kit/define/parse-result.ts';
import { rawText } from '../../kit/define/raw-value.ts';
import { dateTimePicker } from '../../kit/pickers/date-time-picker.ts';
import { formatInstant } from '../../language/format-date.ts';
import { readDateTime, readDuration } from '../../language/periods/index.ts';
import { alertLimits } from '../rules.ts';

/** A date with a time, or the end of a date without one. */
function parseMoment(text: string, now: Temporal.ZonedDateTime) {
  const read = readDateTime(text, { now });
  if (!read.ok) return read;
  const { date, time } = read.value;
  const zone = now.timeZoneId;
  const at = time
    ? date.toZonedDateTime({ timeZone: zone, plainTime: time })
    : date.add({ days: 1 }).toZonedDateTime(zone);
  return { ok: true as const, value: at.toInstant() };
}

/** A moment as text that parses to the same moment. */
function encodeMoment(at: Temporal.Instant, zone: string): string {
  const local = at.toZonedDateTimeISO(zone);
  return formatDateValue({ date: local.toPlainDate(), time: local.toPlainTime() });
}

/**
 * When an alert expires: a date or time (`18:00`, `28/11`, `tối mai`) or a duration from now (`6 hours`, `3 ngày`).
 * Rejects what could be either (`6h`), with both to choose from, and what is past or over 30 days away.
 */
export function parseExpiry(text: string, { now, zone, locale }: ParseContext): ParseResult<Date> {
  const local = now.toZonedDateTimeISO(zone);
  const moment = parseMoment(text, local);
  const duration = readDuration(text);
  const after = duration.ok ? local.add(duration.value).toInstant() : undefined;
  const format = (at: Temporal.Instant) => formatInstant(at, zone, locale, now);
  if (moment.ok && after && !moment.value.equals(after)) {
    const choices = [moment.value, after].map((at) => ({
      label: format(at),
      value: encodeMoment(at, zone),
    }));
    const params = { text, time: format(moment.value), length: format(after) };
    return { ok: false, error: argumentError('alerts.errors.ambiguous', params, choices) };
  }
  const at = moment.ok ? moment.value : after;
  if (!at) return moment.ok ? err('alerts.errors.past', { text }) : dateError(moment);
  const lasts = at.epochMilliseconds - now.epochMilliseconds;
  if (lasts <= 0) return err('alerts.errors.past', { text: format(at) });
  if (lasts > alertLimits.maxDurationMs) return err('alerts.errors.tooLong', { text: format(at) });
  return ok(new Date(at.epochMilliseconds));
}

/** When an alert expires. */
export function alertExpiry(): Argument<Date> {
  return argument<Date, ParseContext>({
    name: 'date',
    schema: z.date(),
    discordOption: { type: 'string', maxLength: 100 },
    greedy: true,
    looksLike: looksLikeDate,
    picker: dateTimePicker({ timeNeeded: false }),
    encode: (at, { zone }) =>
      encodeMoment(Temporal.Instant.fromEpochMilliseconds(at.getTime()), zone),
    parse: (raw, context) => parseExpiry(rawText(raw).trim(), context),
  });
}
