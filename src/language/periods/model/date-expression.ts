import type { HolidayRule } from '../../holidays/index.ts';
import type { HourEnd } from './clock-reading.ts';
import type { PartOfDay } from './local-moment.ts';

/** A parsed date, before it is resolved for a day. Months and weekdays count from 1, Monday first. */
export type DateExpression =
  /** Units counted from today; negative ones are in the past. */
  | { readonly kind: 'offset'; readonly count: number; readonly unit: Unit }
  | { readonly kind: 'weekday'; readonly weekday: number; readonly which: WeekdayReference }
  /** A day of a month; without a year, the next one. */
  | ({
      readonly kind: 'day';
      readonly day: number;
      readonly month: number;
      /** By its name, or said to be of the solar calendar: never a day of the lunar one. */
      readonly isSolar?: true;
    } & YearQualifier)
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
  | {
      readonly kind: 'unit';
      readonly unit: Unit | 'weekend' | 'quarter';
      readonly offset: number;
      /** Only by the name of the unit: of another day where that is given. */
      readonly isCurrent?: true;
      /** `the coming week`: which one is unclear on a Monday. */
      readonly isComing?: true;
      /** `the new year`: the coming one, or the current one in its first days. */
      readonly isNewYear?: true;
    }
  /** The beginning, the middle or the end of a week, a month, a quarter or a year. */
  | {
      readonly kind: 'thirdOf';
      readonly third: 1 | 2 | 3;
      readonly of: DateExpression & { kind: 'unit' | 'months' | 'year' | 'lunarMonth' };
      /** If that part of the current unit is over, the part of the next one. */
      readonly coming?: true;
    }
  /** The first, second … or last (-1) week, weekend or weekday of a month. */
  | { readonly kind: 'nth'; readonly nth: Nth; readonly what: NthOf; readonly of: DateExpression }
  | ({ readonly kind: 'holiday'; readonly rule: HolidayRule } & LunarYearQualifier)
  | LunarDay
  | ({
      readonly kind: 'lunarMonth';
      readonly month?: number;
      readonly isLeap?: true;
      /** Months counted from the current one. */
      readonly monthOffset?: number;
    } & LunarYearQualifier)
  /** A lunar year by its name. */
  | { readonly kind: 'lunarYear'; readonly name: YearName }
  /** Half of a month or a year. */
  | ({ readonly kind: 'halfOf'; readonly half: 1 | 2 } & PartOf)
  /** The first (1) or last (-1) units of a period: the first ten days of May. */
  | ({
      readonly kind: 'edgeOf';
      readonly edge: 1 | -1;
      readonly count: number;
      readonly unit: 'day' | 'week' | 'month';
    } & PartOf)
  /** The calendar week or weekend of a day; `starts`: the day was said to be its first. */
  | {
      readonly kind: 'weekOf';
      readonly what: 'week' | 'weekend';
      readonly day: DateExpression;
      readonly starts?: true;
      /** The day was said to be its last. */
      readonly ends?: true;
    }
  /** A week by its number in ISO 8601. */
  | ({ readonly kind: 'isoWeek'; readonly week: number } & YearQualifier)
  /** Units before (negative) or after a day. */
  | {
      readonly kind: 'shift';
      readonly base: DateExpression;
      readonly count: number;
      readonly unit: Unit;
    }
  /** The last weekday or weekend before (-1) a day, or the first after (1) it. */
  | {
      readonly kind: 'beside';
      readonly side: 1 | -1;
      readonly what: 'weekend' | number;
      readonly base: DateExpression;
    }
  /** Some units from today on: the next 7 days. */
  | {
      readonly kind: 'nextUnits';
      readonly count: number;
      readonly unit: Unit;
      /** Their first day, if not today. */
      readonly start?: DateExpression;
    }
  /** Some units up to and with today: the past 7 days. */
  | { readonly kind: 'pastUnits'; readonly count: number; readonly unit: Unit }
  /** A day with a time that ends or begins a range: `Friday 6pm`. */
  | ({ readonly kind: 'timed'; readonly day: DateExpression } & HourEnd)
  /** Hours of a day, perhaps into the next one: `Saturday 2-5pm`, `22h-2h tối mai`. */
  | {
      readonly kind: 'hours';
      readonly day: DateExpression;
      readonly from: HourEnd;
      readonly until: HourEnd;
      /** The part of the day in which they begin, where it stands with the day. */
      readonly partOfDay?: PartOfDay;
    }
  /** A part of a day, or several that follow each other: `tối mai`, `sáng và chiều thứ 7`. */
  | {
      readonly kind: 'dayPart';
      readonly day: DateExpression;
      readonly first: PartOfDay;
      readonly last: PartOfDay;
    }
  /** A day before or after a time: `sau 18h mai`; without a part of the day of that day. */
  | {
      readonly kind: 'openHours';
      readonly day: DateExpression;
      readonly side: 'before' | 'after';
      readonly end: HourEnd;
      readonly partOfDay?: PartOfDay;
    }
  /** One day said in two ways, which must agree. */
  | { readonly kind: 'same'; readonly first: DateExpression; readonly second: DateExpression }
  | {
      readonly kind: 'range';
      readonly from: DateExpression;
      readonly until: DateExpression;
      /** A list: the second must begin where the first ends. */
      readonly isList?: true;
      /** The end was said to be the whole of its days. */
      readonly isWhole?: true;
    }
  /** From today to the end of a period. */
  | { readonly kind: 'untilEnd'; readonly end: DateExpression; readonly isWhole?: true }
  /** From today to the day before a day. */
  | { readonly kind: 'untilStart'; readonly start: DateExpression };

/** A period of which a part is meant; `coming`: of the next one when that part of the current one is over. */
export interface PartOf {
  readonly of: DateExpression;
  readonly coming?: true;
}

/** A day of the lunar calendar; without a month, the next day of that number. */
export type LunarDay = {
  readonly kind: 'lunarDay';
  readonly day: number;
  readonly month?: number;
  readonly isLeap?: true;
  /** Months counted from the current one. */
  readonly monthOffset?: number;
  /** Whether those months were said to be of the lunar calendar. */
  readonly isMonthLunar?: true;
  /** Whether the year may also be the solar one in which the day falls. */
  readonly isYearLoose?: true;
} & LunarYearQualifier;

/** A year by its name: its position among 60 names, or among the 12 animals. */
export interface YearName {
  readonly position: number;
  readonly cycle: 60 | 12;
}

export interface LunarYearQualifier extends YearQualifier {
  readonly yearName?: YearName;
}

export type Nth = 1 | 2 | 3 | 4 | 5 | -1;
/** A number is a weekday. */
export type NthOf = 'day' | 'week' | 'weekend' | 'month' | number;

export type Unit = 'day' | 'week' | 'month' | 'year';

export interface YearQualifier {
  readonly year?: number;
  /** Counted from this year: 1 is next year. */
  readonly yearOffset?: number;
  /** `next December`: not the current one. */
  readonly after?: true;
  /** `last December`: the latest that is over. */
  readonly before?: true;
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
  /** For months; a number counts years; `before`: the latest that is over. */
  readonly month: readonly (number | 'coming' | 'after' | 'before')[];
}

export interface DayWithPart {
  readonly day: number;
  readonly partOfDay: PartOfDay;
}

export type ClockUnit = 'hour' | 'minute' | 'second';
