import type { ClockReading } from '../model/clock-reading.ts';
import type { PartOfDay } from '../model/local-moment.ts';

import { type Resolution, resolved, unresolved } from '../model/result.ts';

/** A range of hours, inclusive. */
type Hours = readonly [first: number, last: number];

/**
 * Hours of each part of the day: `same` are on the 24-hour clock, `later` mean twelve hours later. Other hours are
 * impossible in that part (9h chiều).
 */
const hoursOf: Readonly<
  Record<PartOfDay, { readonly same: readonly Hours[]; readonly later: readonly Hours[] }>
> = {
  morning: { same: [[0, 11]], later: [] },
  noon: { same: [[10, 14]], later: [[1, 2]] },
  afternoon: { same: [[12, 19]], later: [[1, 7]] },
  evening: { same: [[17, 23]], later: [[5, 11]] },
  night: {
    same: [
      [18, 23],
      [0, 4],
    ],
    later: [[6, 11]],
  },
};
/** Up to this hour, `night` may be the one before or the one after the day. */
const lastSmallHour = 4;

const within = (hours: readonly Hours[], hour: number) =>
  hours.some(([first, last]) => first <= hour && hour <= last);

/** Whether it is `24h`, the end of a day. */
export const isEndOfDay = ({ hour, minute, meridiem, minutesBefore }: ClockReading): boolean =>
  hour === 24 && minute === 0 && meridiem === undefined && minutesBefore === undefined;

function hourOfDay({ hour, meridiem }: ClockReading): number | undefined {
  if (meridiem === undefined) return hour <= 23 ? hour : undefined;
  if (hour < 1 || hour > 12) return undefined;
  return (hour % 12) + (meridiem === 'pm' ? 12 : 0);
}

/**
 * The time of day of a clock time in a part of the day.
 * @param hasDate whether a date was given, to which the small hours of a night may not belong
 */
export function resolveClockTime(
  clock: ClockReading,
  part: PartOfDay | undefined,
  hasDate: boolean,
): Resolution<Temporal.PlainTime> {
  const impossible = unresolved('dates.errors.impossibleTime');
  const hour = hourOfDay(clock);
  if (
    hour === undefined ||
    clock.minute > 59 ||
    (clock.minutesBefore ?? 1) > 59 ||
    clock.minutesBefore === 0
  )
    return impossible;
  const { minutesBefore = 0 } = clock;
  /** Undefined when minutes before the hour lead into the previous day. */
  const timeAt = (exact: number) => {
    const minutes = exact * 60 + clock.minute - minutesBefore;
    return minutes < 0
      ? undefined
      : Temporal.PlainTime.from({ hour: Math.floor(minutes / 60), minute: minutes % 60 });
  };
  const resolveAt = (exact: number) => {
    const time = timeAt(exact);
    return time ? resolved(time) : impossible;
  };

  if (part === undefined) {
    const format = (exact: number) => {
      const time = timeAt(exact);
      return time ? `${time.hour}:${String(time.minute).padStart(2, '0')}` : '';
    };
    const later = hour === 12 ? 24 : hour + 12;
    const isAmbiguous = hour >= 1 && (hour <= 11 || (hour === 12 && minutesBefore > 0));
    if (clock.isBare)
      return isAmbiguous
        ? unresolved('dates.errors.ambiguousTime', { first: format(hour), second: format(later) }, [
            format(hour),
            format(later),
          ])
        : resolveAt(hour);
    return clock.isMidnightWord && hasDate ? unresolved('dates.errors.night') : resolveAt(hour);
  }
  const isMidnight =
    hour === 12 && clock.meridiem === undefined && (part === 'night' || part === 'evening');
  if (isMidnight || (part === 'night' && hour <= lastSmallHour))
    return hasDate ? unresolved('dates.errors.night') : resolveAt(hour % 12);
  const { same, later } = hoursOf[part];
  if (clock.meridiem === undefined && within(later, hour)) return resolveAt(hour + 12);
  return within(same, hour) ? resolveAt(hour) : impossible;
}
