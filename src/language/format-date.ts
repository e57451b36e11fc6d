import { translators } from './catalogue.ts';
import type { Locale } from './locale.ts';
import type { Period } from './periods/model/result.ts';

type Date = Temporal.PlainDate;

type Named = 'weekday' | 'shortWeekday' | 'monthInDate';

/** A weekday's or month's name; months and weekdays count from 1, Monday first. */
function name(group: Named, number: number, locale: Locale): string {
  return translators[locale].t(`dates.${group}.${number}`);
}

/** The year stays out where it is this one. */
const isPlain = (date: Date, today: Date | undefined) => date.year === today?.year;

function writeDay(date: Date, locale: Locale, withYear: boolean, weekday: Named): string {
  return translators[locale].t(withYear ? 'dates.say.dateWithYear' : 'dates.say.date', {
    weekday: name(weekday, date.dayOfWeek, locale),
    day: String(date.day),
    month: name('monthInDate', date.month, locale),
    year: String(date.year),
  });
}

/**
 * A day with its weekday, the day before the month: `Saturday 28 November`, `thứ Bảy 28/11`. The year is
 * said when it is not the current one. Read back, the words of a past day mean the next such day to come.
 * @param today the reader's day; without it the year is always said
 */
export function formatDate(date: Date, locale: Locale, today?: Date): string {
  return writeDay(date, locale, !isPlain(date, today), 'weekday');
}

/** Hours and minutes of 24: `09:30`. Both languages write them alike. */
export function formatTime(time: Temporal.PlainTime): string {
  return time.toString({ smallestUnit: 'minute' });
}

/** A day and, where there is one, a time of day. */
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
 * An instant as a zone's clocks show it: `Saturday 28 November, 19:30`, `19:30 thứ Bảy 28/11`.
 * @param zone IANA zone
 * @param now decides whether the year is said; without it, it is
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

/**
 * Whole days: `Sat 28 – Sun 29 November`, `thứ Bảy 28/11 – Chủ nhật 29/11`; one day as {@link formatDate}.
 * @param today the reader's day; without it the year is always said
 */
export function formatPeriod({ from, until }: Period, locale: Locale, today?: Date): string {
  const last = until.subtract({ days: 1 });
  if (last.equals(from)) return formatDate(from, locale, today);
  const { t } = translators[locale];
  const withYear = from.year !== last.year || !isPlain(last, today);
  if (from.year === last.year && from.month === last.month)
    return t(withYear ? 'dates.say.daysOfMonthWithYear' : 'dates.say.daysOfMonth', {
      fromWeekday: name('shortWeekday', from.dayOfWeek, locale),
      fromDay: String(from.day),
      untilWeekday: name('shortWeekday', last.dayOfWeek, locale),
      untilDay: String(last.day),
      month: name('monthInDate', last.month, locale),
      year: String(last.year),
    });
  return t('dates.say.between', {
    from: writeDay(from, locale, withYear, 'shortWeekday'),
    until: writeDay(last, locale, withYear, 'shortWeekday'),
  });
}

/** From one instant to another, as a zone's clocks show them. */
export interface TimeRange {
  readonly start: Temporal.Instant;
  readonly end: Temporal.Instant;
  /** IANA zone. */
  readonly zone: string;
}

/**
 * From start to end: `Saturday 28 November, 19:30–21:00`, or with both days when they differ. What ends at
 * midnight is of one day.
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
  const withYear = first.year !== last.year || !isPlain(first, today);
  const side = (date: Date, time: Temporal.PlainTime) =>
    t('dates.say.dateTime', {
      date: writeDay(date, locale, withYear, 'shortWeekday'),
      time: formatTime(time),
    });
  return t('dates.say.between', {
    from: side(first, from.toPlainTime()),
    until: side(last, until.toPlainTime()),
  });
}

const measures = ['years', 'months', 'weeks', 'days', 'hours', 'minutes', 'seconds'] as const;

/**
 * A length of time: `1 hour 30 minutes`, `3 ngày`. Minutes become hours, hours never days; parts of a
 * second are left out.
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
  const said = measures.flatMap((unit) =>
    counts[unit] === 0 ? [] : [t(`dates.duration.${unit}`, { count: counts[unit] })],
  );
  return said.length > 0 ? said.join(' ') : t('dates.duration.minutes', { count: 0 });
}

/** How a message shows a moment. */
export type MomentStyle = 'date' | 'time' | 'dateTime' | 'relative';

const relativeUnits = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

function sayRelative(instant: Temporal.Instant, locale: Locale, now: Temporal.Instant): string {
  const seconds = now.until(instant).total('seconds');
  const [unit, length] =
    relativeUnits.find(([, size]) => Math.abs(seconds) >= size) ?? (['minute', 60] as const);
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'always' });
  return format.format(Math.trunc(seconds / length), unit);
}

/**
 * A moment of a message, for a platform that has no local times of its own.
 * @param at ISO 8601 with an offset or `Z`
 * @param now lets the current year be left out and relative times be said; without it, they are said in full
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
      return now ? sayRelative(instant, locale, now) : formatInstant(instant, zone, locale);
  }
}
