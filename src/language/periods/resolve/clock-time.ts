import type { ClockReading } from '../grammar/time.ts';
import type { PartOfDay } from '../model/date-expression.ts';
import { type Resolution, resolved, unresolved } from '../model/result.ts';

/** Hours from the first to the last, both included. */
type Hours = readonly [first: number, last: number];

/**
 * What an hour means in each part of the day: `same` hours stand as they are said, `later` ones are
 * twelve hours on. An hour in neither does not exist in that part (9h chiều).
 */
const parts: Readonly<
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
/** From here to morning, `night` may be the one before or the one after the day. */
const smallHours = 4;

const within = (hours: readonly Hours[], hour: number) =>
  hours.some(([first, last]) => first <= hour && hour <= last);

/** The end of a day: `24h`. */
export const isEndOfDay = ({ hour, minute, meridiem, minutesBefore }: ClockReading): boolean =>
  hour === 24 && minute === 0 && meridiem === undefined && minutesBefore === undefined;

function hourIn({ hour, meridiem }: ClockReading): number | undefined {
  if (meridiem === undefined) return hour <= 23 ? hour : undefined;
  if (hour < 1 || hour > 12) return undefined;
  return (hour % 12) + (meridiem === 'pm' ? 12 : 0);
}

/**
 * The time of day that a clock face and a part of the day come to.
 * @param dated whether a day was said too, which small hours of a night may not belong to
 */
export function resolveClockTime(
  clock: ClockReading,
  part: PartOfDay | undefined,
  dated: boolean,
): Resolution<Temporal.PlainTime> {
  const impossible = unresolved('dates.errors.impossibleTime');
  const hour = hourIn(clock);
  if (
    hour === undefined ||
    clock.minute > 59 ||
    (clock.minutesBefore ?? 1) > 59 ||
    clock.minutesBefore === 0
  )
    return impossible;
  const { minutesBefore = 0 } = clock;
  /** As clocks show it, unless minutes before the hour lead into another day. */
  const clockAt = (exact: number) => {
    const minutes = exact * 60 + clock.minute - minutesBefore;
    return minutes < 0
      ? undefined
      : Temporal.PlainTime.from({ hour: Math.floor(minutes / 60), minute: minutes % 60 });
  };
  const at = (exact: number) => {
    const time = clockAt(exact);
    return time ? resolved(time) : impossible;
  };

  if (part === undefined) {
    const write = (exact: number) => {
      const time = clockAt(exact);
      return time ? `${time.hour}:${String(time.minute).padStart(2, '0')}` : '';
    };
    const later = hour === 12 ? 24 : hour + 12;
    const isHalved = hour >= 1 && (hour <= 11 || (hour === 12 && minutesBefore > 0));
    if (clock.isBare)
      return isHalved
        ? unresolved('dates.errors.ambiguousTime', { first: write(hour), second: write(later) }, [
            write(hour),
            write(later),
          ])
        : at(hour);
    return clock.isMidnightWord && dated ? unresolved('dates.errors.night') : at(hour);
  }
  const isMidnight =
    hour === 12 && clock.meridiem === undefined && (part === 'night' || part === 'evening');
  if (isMidnight || (part === 'night' && hour <= smallHours))
    return dated ? unresolved('dates.errors.night') : at(hour % 12);
  const { same, later } = parts[part];
  if (clock.meridiem === undefined && within(later, hour)) return at(hour + 12);
  return within(same, hour) ? at(hour) : impossible;
}
