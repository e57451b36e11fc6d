import type { PartOfDay } from './local-moment.ts';

/** A parsed clock time, not yet validated. */
export interface ClockReading {
  readonly hour: number;
  readonly minute: number;
  readonly meridiem?: 'am' | 'pm';
  /** A number alone, which is a time only with a part of the day. */
  readonly isBare?: true;
  /** The word midnight, which leaves open of which night. */
  readonly isMidnightWord?: true;
  /** Minutes before the hour: `8 giờ kém 15`. */
  readonly minutesBefore?: number;
}

/** An end of a range of hours: a time, a part of the day (`10h đến trưa`), or both. */
export interface HourEnd {
  readonly clock?: ClockReading;
  readonly partOfDay?: PartOfDay;
}
