import { translators } from './catalogue.ts';
import type { Locale } from './locale.ts';
import { partOfHours } from './periods/model/part-hours.ts';
import type { Hours, Period } from './periods/model/period.ts';

type Date = Temporal.PlainDate;

type NameGroup = 'weekday' | 'shortWeekday' | 'monthInDate';

/** The name of a weekday or month; both count from 1, Monday first. */
function nameOf(group: NameGroup, number: number, locale: Locale): string {
  return translators[locale].t(`dates.${group}.${number}`);
}

/** Dates of the current year are written without it. */
const isThisYear = (date: Date, today: Date | undefined) => date.year === today?.year;

function formatDayWith(date: Date, locale: Locale, withYear: boolean, weekday: NameGroup): string {
  return translators[locale].t(withYear ? 'dates.say.dateWithYear' : 'dates.say.date', {
    weekday: nameOf(weekday, date.dayOfWeek, locale),
    day: String(date.day),
    month: nameOf('monthInDate', date.month, locale),
    year: String(date.year),
  });
}

/**
 * A day with its weekday, the day before the month: `Saturday 28 November`, `thứ Bảy 28/11`, with the year unless it is
 * the current one. Parsing the result for a past day gives the next such day.
 * @param today the current day of the reader; without it the year is always included
 */
export function formatDate(date: Date, locale: Locale, today?: Date): string {
  return formatDayWith(date, locale, !isThisYear(date, today), 'weekday');
}

/** A time on the 24-hour clock, the same in both languages: `09:30`. */
export function formatTime(time: Temporal.PlainTime): string {
  return time.toString({ smallestUnit: 'minute' });
}

/** A day with its time of day, if any. */
export function formatDateTime(
  { date, time }: { readonly date: Date; readonly time?: Temporal.PlainTime | undefined },
  locale: Locale,
  today?: Date,
): string {
  const day = formatDate(date, locale, today);
  return time
    ? translators[locale].t('dates.say.dateTime', { date: day, time: formatTime(time) })
    : day;
}

const dayIn = (instant: Temporal.Instant | undefined, zone: string) =>
  instant?.toZonedDateTimeISO(zone).toPlainDate();

/**
 * An instant in a zone: `Saturday 28 November, 19:30`, `19:30 thứ Bảy 28/11`.
 * @param zone IANA zone
 * @param now without it the year is always included
 */
export function formatInstant(
  instant: Temporal.Instant,
  zone: string,
  locale: Locale,
  now?: Temporal.Instant,
): string {
  const local = instant.toZonedDateTimeISO(zone);
  const moment = { date: local.toPlainDate(), time: local.toPlainTime() };
  return formatDateTime(moment, locale, dayIn(now, zone));
}

/** `18:00`; the end of a day is `24:00`. */
function formatMinutes(minutes: number): string {
  const hour = minutes > 24 * 60 ? Math.floor(minutes / 60) - 24 : Math.floor(minutes / 60);
  return [hour, minutes % 60].map((number) => String(number).padStart(2, '0')).join(':');
}

/** Hours of a day: `Saturday 28 November, evening (18:00–24:00)`, `sau 20:00 thứ Bảy 28/11`. */
function formatHours({ from, until }: Hours, date: string, locale: Locale): string {
  const { t } = translators[locale];
  const part = partOfHours({ from, until });
  const words = { date, start: formatMinutes(from), end: formatMinutes(until) };
  if (part) return t('dates.say.partOfDay', { ...words, part: t(`dates.partOfDay.${part}`) });
  if (from === 0) return t('dates.say.before', words);
  return t(until === 24 * 60 ? 'dates.say.after' : 'dates.say.sameDay', words);
}

/**
 * Whole days: `Sat 28 – Sun 29 November`, `thứ Bảy 28/11 – Chủ nhật 29/11`; one day as {@link formatDate},
 * with its hours where only those are meant.
 * @param today the current day of the reader; without it the year is always included
 */
export function formatPeriod({ from, until, hours }: Period, locale: Locale, today?: Date): string {
  if (hours) return formatHours(hours, formatDate(from, locale, today), locale);
  const last = until.subtract({ days: 1 });
  if (last.equals(from)) return formatDate(from, locale, today);
  const { t } = translators[locale];
  const withYear = from.year !== last.year || !isThisYear(last, today);
  if (from.year === last.year && from.month === last.month)
    return t(withYear ? 'dates.say.daysOfMonthWithYear' : 'dates.say.daysOfMonth', {
      fromWeekday: nameOf('shortWeekday', from.dayOfWeek, locale),
      fromDay: String(from.day),
      untilWeekday: nameOf('shortWeekday', last.dayOfWeek, locale),
      untilDay: String(last.day),
      month: nameOf('monthInDate', last.month, locale),
      year: String(last.year),
    });
  return t('dates.say.between', {
    from: formatDayWith(from, locale, withYear, 'shortWeekday'),
    until: formatDayWith(last, locale, withYear, 'shortWeekday'),
  });
}

/** From one instant to another in a zone. */
export interface TimeRange {
  readonly start: Temporal.Instant;
  readonly end: Temporal.Instant;
  /** IANA zone. */
  readonly zone: string;
}

/**
 * A time range: `Saturday 28 November, 19:30–21:00`, with both days if they differ. A range that ends at midnight is on
 * one day.
 */
export function formatTimeRange(
  { start, end, zone }: TimeRange,
  locale: Locale,
  now?: Temporal.Instant,
): string {
  const today = dayIn(now, zone);
  const from = start.toZonedDateTimeISO(zone);
  const until = end.toZonedDateTimeISO(zone);
  const { t } = translators[locale];
  const [first, last] = [from.toPlainDate(), until.toPlainDate()];
  const isMidnight = until.startOfDay().equals(until);
  if (first.equals(last) || (isMidnight && first.equals(last.subtract({ days: 1 }))))
    return t('dates.say.sameDay', {
      date: formatDate(first, locale, today),
      start: formatTime(from.toPlainTime()),
      end: formatTime(until.toPlainTime()),
    });
  const withYear = first.year !== last.year || !isThisYear(first, today);
  const side = (date: Date, time: Temporal.PlainTime) =>
    t('dates.say.dateTime', {
      date: formatDayWith(date, locale, withYear, 'shortWeekday'),
      time: formatTime(time),
    });
  return t('dates.say.between', {
    from: side(first, from.toPlainTime()),
    until: side(last, until.toPlainTime()),
  });
}

const durationUnits = ['years', 'months', 'weeks', 'days', 'hours', 'minutes', 'seconds'] as const;

/**
 * A length of time: `1 hour 30 minutes`, `3 ngày`. Minutes are balanced into hours, hours not into days; fractions of
 * a second are dropped.
 */
export function formatDuration(duration: Temporal.Duration, locale: Locale): string {
  const { years, months, weeks, days, hours, minutes, seconds } = duration.abs();
  const time = Temporal.Duration.from({ hours, minutes, seconds }).round({
    largestUnit: 'hours',
    smallestUnit: 'seconds',
  });
  const counts = {
    years,
    months,
    weeks,
    days,
    hours: time.hours,
    minutes: time.minutes,
    seconds: time.seconds,
  };
  const { t } = translators[locale];
  const parts = durationUnits.flatMap((unit) =>
    counts[unit] === 0 ? [] : [t(`dates.duration.${unit}`, { count: counts[unit] })],
  );
  return parts.length > 0 ? parts.join(' ') : t('dates.duration.minutes', { count: 0 });
}

/** Format of a time in a message. */
export type MomentStyle = 'date' | 'time' | 'dateTime' | 'relative';

const relativeUnits = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

function formatRelative(instant: Temporal.Instant, locale: Locale, now: Temporal.Instant): string {
  const seconds = now.until(instant).total('seconds');
  const [unit, length] =
    relativeUnits.find(([, size]) => Math.abs(seconds) >= size) ?? (['minute', 60] as const);
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'always' });
  return format.format(Math.trunc(seconds / length), unit);
}

/**
 * A time in a message, for platforms without local times of their own.
 * @param at ISO 8601 with an offset or `Z`
 * @param now without it, the year is always included and relative times are absolute
 */
export function formatMoment(
  at: string,
  style: MomentStyle,
  { locale, zone }: { readonly locale: Locale; readonly zone: string },
  now?: Temporal.Instant,
): string {
  const instant = Temporal.Instant.from(at);
  const local = instant.toZonedDateTimeISO(zone);
  switch (style) {
    case 'date':
      return formatDate(local.toPlainDate(), locale, dayIn(now, zone));
    case 'time':
      return formatTime(local.toPlainTime());
    case 'dateTime':
      return formatInstant(instant, zone, locale, now);
    case 'relative':
      return now ? formatRelative(instant, locale, now) : formatInstant(instant, zone, locale);
  }
}
