import type { PartOfDay } from './local-moment.ts';

/** A parsed date, before it is resolved for a day. Months and weekdays count from 1, Monday first. */
export type DateExpression =
  /** Units counted from today; negative ones are in the past. */
  | { readonly kind: 'offset'; readonly count: number; readonly unit: Unit }
  | { readonly kind: 'weekday'; readonly weekday: number; readonly which: WeekdayReference }
  /** A day of a month; without a year, the next one. */
  | ({ readonly kind: 'day'; readonly day: number; readonly month: number } & YearQualifier)
  /** A day of the month that is `monthOffset` months from now; without it, the next such day. */
  | {
      readonly kind: 'dayOfMonth';
      readonly day: number;
      readonly monthOffset?: number;
      /** Not today. */
      readonly after?: true;
      readonly weekday?: number;
    }
  /** A number that gets its month from the other end of a range: `21` in `21 - 25 November`. */
  | { readonly kind: 'dayWithoutMonth'; readonly day: number; readonly weekday?: number }
  /** `length` months from `month` on: a month or a quarter. */
  | ({ readonly kind: 'months'; readonly month: number; readonly length: number } & YearQualifier)
  | { readonly kind: 'year'; readonly year: number }
  /** The current unit (0), the next (1), the previous (-1) … */
  | { readonly kind: 'unit'; readonly unit: Unit | 'weekend' | 'quarter'; readonly offset: number }
  /** The beginning, the middle or the end of a week, a month, a quarter or a year. */
  | {
      readonly kind: 'thirdOf';
      readonly third: 1 | 2 | 3;
      readonly of: DateExpression & { kind: 'unit' | 'months' | 'year' };
      /** If that part of the current unit is over, the part of the next one. */
      readonly coming?: true;
    }
  /** The first, second … or last (-1) week, weekend or weekday of a month. */
  | { readonly kind: 'nth'; readonly nth: Nth; readonly what: NthOf; readonly of: DateExpression }
  /** Days of the Vietnamese lunar new year, counted from its first one. */
  | ({
      readonly kind: 'lunarNewYear';
      readonly first: number;
      readonly length: number;
    } & YearQualifier)
  /** Some units from today on: the next 7 days. */
  | { readonly kind: 'nextUnits'; readonly count: number; readonly unit: Unit }
  | { readonly kind: 'range'; readonly from: DateExpression; readonly until: DateExpression }
  /** From today to the end of a period. */
  | { readonly kind: 'untilEnd'; readonly end: DateExpression };

export type Nth = 1 | 2 | 3 | 4 | -1;
/** A number is a weekday. */
export type NthOf = 'week' | 'weekend' | number;

export type Unit = 'day' | 'week' | 'month' | 'year';

export interface YearQualifier {
  readonly year?: number;
  /** Counted from this year: 1 is next year. */
  readonly yearOffset?: number;
  /** `next December`: not the current one. */
  readonly after?: true;
  /** The weekday given with the date; it must match. */
  readonly weekday?: number;
}

/** A week counted from the current one; or the first such day from today, after today, or before today. */
export type WeekdayReference = number | 'coming' | 'after' | 'before';

/** Meanings of `this`, `next` or `last` by what follows; several meanings are accepted only if they agree. */
export interface RelativeMeaning {
  /** For weeks, months, years; without it the word cannot be combined with those. */
  readonly offset?: number;
  readonly weekday: readonly WeekdayReference[];
  /** For months; a number counts years. */
  readonly month: readonly (number | 'coming' | 'after')[];
}

export interface DayWithPart {
  readonly day: number;
  readonly partOfDay: PartOfDay;
}

export type ClockUnit = 'hour' | 'minute' | 'second';
