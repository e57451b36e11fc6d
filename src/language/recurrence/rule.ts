export type Frequency = 'daily' | 'weekly' | 'monthly' | 'yearly';

/** Days of the week from Monday, 1, as RFC 5545 writes them. */
export const weekdayCodes: readonly string[] = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
export const workingDays: readonly number[] = [1, 2, 3, 4, 5];

/** On which days something repeats: the part of RFC 5545's recurrence rules that people use, and lunar rules. */
export interface RecurrenceRule {
  /** Whether its days and months are those of Vietnam's lunar calendar: monthly and yearly rules only. */
  readonly isLunar: boolean;
  readonly frequency: Frequency;
  /** 1 to 99 days, weeks, months or years. */
  readonly interval: number;
  /** Monday is 1. Of a monthly or yearly rule, the days that `nth` counts; several are counted as one set. */
  readonly weekdays?: readonly number[];
  /** Which of the weekdays in the month: 1 to 5, or -1 for the last. */
  readonly nth?: readonly number[];
  /** 1 to 31, or -1 for the last day; a month without the day is left out. */
  readonly monthDays?: readonly number[];
  /** Of a yearly rule: 1 to 12. */
  readonly months?: readonly number[];
  /** How many times in all. */
  readonly count?: number;
  /** The last day on which it may be, in the zone of the event. */
  readonly until?: Temporal.PlainDate;
}

/** How something repeats, as people say it: perhaps with its time of day, perhaps without its day. */
export interface Recurrence {
  readonly rule: RecurrenceRule;
  readonly time?: Temporal.PlainTime;
}

/** The most that a rule may count. */
export const maxCount = 999;
export const maxInterval = 99;

/** Whether only the first date says on which day it is: `every week`. */
export const isIncomplete = ({
  frequency,
  weekdays,
  monthDays,
}: Pick<RecurrenceRule, 'frequency' | 'weekdays' | 'monthDays'>): boolean =>
  frequency !== 'daily' && weekdays === undefined && monthDays === undefined;

/**
 * The rule with its day, which the first date gives where the words do not; undefined where not every month or year has
 * that day, so that the words have to say what is meant.
 */
export function completeRule(
  rule: RecurrenceRule,
  { dayOfWeek, day, month }: Temporal.PlainDate,
): RecurrenceRule | undefined {
  if (!isIncomplete(rule)) return rule;
  if (rule.frequency === 'weekly') return { ...rule, weekdays: [dayOfWeek] };
  if (rule.isLunar) return undefined;
  if (rule.frequency === 'monthly') return day > 28 ? undefined : { ...rule, monthDays: [day] };
  return day === 29 && month === 2 ? undefined : { ...rule, months: [month], monthDays: [day] };
}

/** The rule without its end. */
export function withoutEnd({ count: _, until: __, ...rule }: RecurrenceRule): RecurrenceRule {
  return rule;
}
