import type { ClockReading } from './clock-reading.ts';
import type { DateExpression } from './date-expression.ts';
import type { PartOfDay } from './local-moment.ts';

/** A part of a moment; a moment has some of these in any order, each at most once. */
export type MomentPart =
  | { readonly kind: 'date'; readonly expression: DateExpression }
  | { readonly kind: 'partOfDay'; readonly partOfDay: PartOfDay }
  | { readonly kind: 'clock'; readonly clock: ClockReading }
  /** A day, at the time that it is now: `this time tomorrow`. */
  | { readonly kind: 'nowOn'; readonly expression: DateExpression }
  /** `in 2 hours`, `2 hours ago`: negative lengths are in the past. */
  | { readonly kind: 'offsetFromNow'; readonly length: Temporal.Duration };
