import { formatDate, formatInstant } from '../../language/format-date.ts';
import { describeRecurrence } from '../../language/recurrence/describe.ts';
import type { EventReader } from '../messages.ts';
import type { Repeats } from './queries.ts';

/** A date of a series: whole days in its own zone, hours in the reader's. */
export function formatStart(
  start: Temporal.Instant,
  { zone: own, allDay }: { zone: string; allDay: boolean },
  { zone, locale, now }: EventReader,
): string {
  if (!allDay) return formatInstant(start, zone, locale, now);
  const dayIn = (at: Temporal.Instant) => at.toZonedDateTimeISO(own).toPlainDate();
  return formatDate(dayIn(start), locale, dayIn(now));
}

/** How an event repeats and when it is next, for its page. */
export function repeatFields(
  repeats: Repeats,
  reader: EventReader,
): (readonly [label: string, value: string])[] {
  const { t, locale } = reader;
  const { rule, next, isPaused, pauseReason } = repeats;
  const words = describeRecurrence({ rule }, locale);
  const paused =
    pauseReason === ''
      ? t('events.series.paused')
      : t('events.series.pausedFor', { reason: pauseReason });
  return [
    [t('events.series.repeats'), isPaused ? `${words} (${paused})` : words],
    ...(next.length === 0
      ? []
      : [
          [
            t('events.series.next'),
            next.map((start) => formatStart(start, repeats, reader)).join(' · '),
          ] as const,
        ]),
  ];
}
