import type { DateExpression } from './date-expression.ts';
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

/** A part of a moment; a moment has some of these in any order, each at most once. */
export type MomentPart =
  | { readonly kind: 'date'; readonly expression: DateExpression }
  | { readonly kind: 'partOfDay'; readonly partOfDay: PartOfDay }
  | { readonly kind: 'clock'; readonly clock: ClockReading }
  /** `in 2 hours`, `2 hours ago`: negative lengths are in the past. */
  | { readonly kind: 'offsetFromNow'; readonly length: Temporal.Duration };
