import type { Period } from './model/period.ts';

/** A day in a format that both languages read: `21/11/2026`. */
export const formatDayInput = ({ day, month, year }: Temporal.PlainDate): string =>
  `${day}/${month}/${String(year).padStart(4, '0')}`;

/** Days in a format that both languages read: `21/11/2026` or `21/11/2026 - 25/11/2026`. */
export function formatPeriodInput({ from, until }: Period): string {
  const last = until.subtract({ days: 1 });
  return from.equals(last)
    ? formatDayInput(from)
    : `${formatDayInput(from)} - ${formatDayInput(last)}`;
}
