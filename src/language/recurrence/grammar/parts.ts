import type { DateExpression, Unit } from '../../periods/model/date-expression.ts';
import type { MomentPart } from '../../periods/model/moment-part.ts';

/** What a text about repeating consists of, in any order. */
export type RecurrencePart =
  /** `every 2 weeks`. */
  | {
      readonly kind: 'cadence';
      readonly unit: Unit;
      readonly interval: number;
      readonly isLunar: boolean;
    }
  /** Days of the week; with `every` they repeat without a cadence. */
  | { readonly kind: 'days'; readonly weekdays: readonly number[]; readonly every?: number }
  /** Days of a month, -1 for the last. */
  | {
      readonly kind: 'monthDays';
      readonly days: readonly number[];
      readonly isLunar: boolean;
      readonly isEvery: boolean;
    }
  /** The first Tuesday of the month, or of one month of the year. */
  | {
      readonly kind: 'nth';
      readonly nth: readonly number[];
      readonly weekdays: readonly number[];
      readonly isEvery: boolean;
      readonly isOfMonth: boolean;
      readonly month?: number;
    }
  /** A day of the year. */
  | {
      readonly kind: 'yearDay';
      readonly day: number;
      readonly month: number;
      readonly isLunar: boolean;
      readonly isEvery: boolean;
    }
  /** Months without the day are left out. */
  | { readonly kind: 'whereItIs' }
  | { readonly kind: 'time'; readonly parts: readonly MomentPart[] }
  /** The last day; of a period its last day, or the day before it. */
  | { readonly kind: 'until'; readonly end: DateExpression; readonly isWhole: boolean }
  /** 10 times; `isTotal` if it cannot mean ten times in each week. */
  | { readonly kind: 'count'; readonly count: number; readonly isTotal: boolean };

export type PartOf<Kind extends RecurrencePart['kind']> = Extract<RecurrencePart, { kind: Kind }>;
