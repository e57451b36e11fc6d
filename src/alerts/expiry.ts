import { z } from 'zod';
import { type Argument, argument } from '../kit/argument.ts';
import { byCalendarAndClock } from '../kit/asking/calendar.ts';
import { bad, good, problem, type Read, type ReadContext } from '../kit/kind.ts';
import { badReading } from '../kit/kinds/bad-reading.ts';
import { writeMoment } from '../kit/kinds/date.ts';
import { looksLikeDay } from '../kit/kinds/looks-like-day.ts';
import { writtenOf } from '../kit/raw.ts';
import { readDateTime, readDuration } from '../language/periods/index.ts';
import { sayInstant } from '../language/say-date.ts';
import { alertRules } from './rules.ts';

/** The end of what was said: a time of day, or the end of a day. */
function momentOf(text: string, now: Temporal.ZonedDateTime) {
  const read = readDateTime(text, { now });
  if (!read.ok) return read;
  const { date, time } = read.value;
  const zone = now.timeZoneId;
  const at = time
    ? date.toZonedDateTime({ timeZone: zone, plainTime: time })
    : date.add({ days: 1 }).toZonedDateTime(zone);
  return { ok: true as const, value: at.toInstant() };
}

/** A moment as it is read again. */
function written(at: Temporal.Instant, zone: string): string {
  const local = at.toZonedDateTimeISO(zone);
  return writeMoment({ date: local.toPlainDate(), time: local.toPlainTime() });
}

/**
 * Until when an alert holds: a date or time (`18:00`, `28/11`, `tối mai`) or a length from now (`6 hours`,
 * `3 ngày`). What could be either (`6h`) is refused with both to choose from, and so is what is past or over 30 days away.
 */
export function readExpiry(text: string, { now, zone, locale }: ReadContext): Read<Date> {
  const local = now.toZonedDateTimeISO(zone);
  const moment = momentOf(text, local);
  const duration = readDuration(text);
  const after = duration.ok ? local.add(duration.value).toInstant() : undefined;
  const say = (at: Temporal.Instant) => sayInstant(at, zone, locale, now);
  if (moment.ok && after && !moment.value.equals(after)) {
    const choices = [moment.value, after].map((at) => ({
      label: say(at),
      value: written(at, zone),
    }));
    const params = { text, time: say(moment.value), length: say(after) };
    return { ok: false, problem: problem('alerts.errors.ambiguous', params, choices) };
  }
  const at = moment.ok ? moment.value : after;
  if (!at) return moment.ok ? bad('alerts.errors.past', { text }) : badReading(moment);
  const lasts = at.epochMilliseconds - now.epochMilliseconds;
  if (lasts <= 0) return bad('alerts.errors.past', { text: say(at) });
  if (lasts > alertRules.longestMs) return bad('alerts.errors.tooLong', { text: say(at) });
  return good(new Date(at.epochMilliseconds));
}

/** An argument that says until when. */
export function expiry(): Argument<Date> {
  return argument<Date, ReadContext>({
    name: 'date',
    schema: z.date(),
    discord: { type: 'string', maxLength: 100 },
    takesRest: true,
    claims: looksLikeDay,
    ask: byCalendarAndClock({ timeNeeded: false }),
    encode: (at, { zone }) => written(Temporal.Instant.fromEpochMilliseconds(at.getTime()), zone),
    read: (raw, context) => readExpiry(writtenOf(raw).trim(), context),
  });
}
