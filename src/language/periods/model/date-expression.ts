/** What was said, before it is known which day it is. Months and weekdays count from 1, Monday first. */
export type DateExpression =
  /** Some days from today; negative ones are past. */
  | { readonly kind: 'offset'; readonly count: number; readonly unit: Unit }
  | { readonly kind: 'weekday'; readonly weekday: number; readonly which: WeekdayReference }
  /** A day of a month; without a year the next one to come. */
  | ({ readonly kind: 'day'; readonly day: number; readonly month: number } & YearQualifier)
  /** A day of this month or a later one (`monthOffset`), or the next such day to come. */
  | {
      readonly kind: 'dayOfMonth';
      readonly day: number;
      readonly monthOffset?: number;
      /** Not today. */
      readonly after?: true;
      readonly weekday?: number;
    }
  /** A bare number, a day only where the other end of a range gives it a month. */
  | { readonly kind: 'bareDay'; readonly day: number; readonly weekday?: number }
  /** `length` months from `month` on: a month or a quarter. */
  | ({ readonly kind: 'months'; readonly month: number; readonly length: number } & YearQualifier)
  | { readonly kind: 'year'; readonly year: number }
  /** This, the next or the last week, month … */
  | { readonly kind: 'unit'; readonly unit: Unit | 'weekend' | 'quarter'; readonly offset: number }
  /** The beginning, the middle or the end of a week, a month, a quarter or a year. */
  | {
      readonly kind: 'third';
      readonly third: 1 | 2 | 3;
      readonly of: DateExpression & { kind: 'unit' | 'months' | 'year' };
      /** Of the running one, or of the next where that part is over. */
      readonly coming?: true;
    }
  /** The first, second … or last (-1) week, weekend or weekday of a month. */
  | { readonly kind: 'nth'; readonly nth: Nth; readonly what: NthOf; readonly of: DateExpression }
  /** Days of the Vietnamese lunar new year, counted from its first one. */
  | ({ readonly kind: 'tet'; readonly first: number; readonly length: number } & YearQualifier)
  /** From today on. */
  | { readonly kind: 'run'; readonly count: number; readonly unit: Unit }
  | { readonly kind: 'range'; readonly from: DateExpression; readonly until: DateExpression }
  /** From today on, to the end of something. */
  | { readonly kind: 'until'; readonly end: DateExpression };

export type Nth = 1 | 2 | 3 | 4 | -1;
/** A number is a weekday. */
export type NthOf = 'week' | 'weekend' | number;

export type Unit = 'day' | 'week' | 'month' | 'year';

export interface YearQualifier {
  readonly year?: number;
  /** Counted from this year: 1 is next year. */
  readonly yearOffset?: number;
  /** `next December`: not the running one. */
  readonly after?: true;
  /** The weekday that was said beside the date; it must be right. */
  readonly weekday?: number;
}

/** A week counted from this one, the first such day from today on, after today, or before today. */
export type WeekdayReference = number | 'coming' | 'after' | 'before';

/** What `this`, `next` or `last` mean before each sort of time; several meanings must agree to be taken. */
export interface RelativeMeaning {
  /** For weeks, months, years; words without it cannot stand beside those. */
  readonly offset?: number;
  readonly weekday: readonly WeekdayReference[];
  /** For months; a number counts years. */
  readonly month: readonly (number | 'coming' | 'after')[];
}

export const partsOfDay = ['morning', 'noon', 'afternoon', 'evening', 'night'] as const;
export type PartOfDay = (typeof partsOfDay)[number];

export interface DayWithPart {
  readonly day: number;
  readonly part: PartOfDay;
}

export type ClockUnit = 'hour' | 'minute' | 'second';
