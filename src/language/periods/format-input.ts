import { partOfHours } from './model/part-hours.ts';
import type { Hours, Period } from './model/period.ts';

/** A day in a format that both languages read: `21/11/2026`. */
export const formatDayInput = ({ day, month, year }: Temporal.PlainDate): string =>
  `${day}/${month}/${String(year).padStart(4, '0')}`;

/** `6:30pm`, which can mean nothing else; the end of a day is `24:00`. */
function formatClock(minutes: number): string {
  if (minutes === 24 * 60) return '24:00';
  const hour = Math.floor(minutes / 60) % 24;
  const minute = String(minutes % 60).padStart(2, '0');
  return `${hour % 12 || 12}:${minute}${hour < 12 ? 'am' : 'pm'}`;
}

/** `evening`, `6:30pm - 9:00pm`. Noon is a time as well: it is written by its hours. */
function formatHoursInput(hours: Hours): string {
  const part = partOfHours(hours);
  return part && part !== 'noon'
    ? part
    : `${formatClock(hours.from)} - ${formatClock(hours.until)}`;
}

/** Days in a format that both languages read: `21/11/2026` or `21/11/2026 - 25/11/2026`. */
export function formatDaysInput({ from, until }: Period): string {
  const last = until.subtract({ days: 1 });
  return from.equals(last)
    ? formatDayInput(from)
    : `${formatDayInput(from)} - ${formatDayInput(last)}`;
}

/** The same with the hours, if any: `evening 21/11/2026`, `6:30pm - 9:00pm 21/11/2026`. */
export const formatPeriodInput = (period: Period): string =>
  period.hours
    ? `${formatHoursInput(period.hours)} ${formatDayInput(period.from)}`
    : formatDaysInput(period);
