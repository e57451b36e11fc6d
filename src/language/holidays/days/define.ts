import type { Holiday, HolidayRule } from '../holiday.ts';

export const unitedNations = 'https://www.un.org/en/observances/list-days-weeks';
const popular = 'https://en.wikipedia.org/wiki/List_of_commemorative_days';

/** Weekdays as rules count them, from Monday as 1. */
export const monday = 1;
export const tuesday = 2;
export const thursday = 4;
export const friday = 5;
export const sunday = 7;

/** A date of every year. */
export const on = (day: number, month: number): HolidayRule => ({ kind: 'fixed', day, month });

/**
 * The nth weekday of a month.
 * @param later days after it, before it where negative
 */
export const nth = (which: number, weekday: number, month: number, later = 0): HolidayRule => ({
  kind: 'nthWeekday',
  nth: which,
  weekday,
  month,
  ...(later === 0 ? {} : { later }),
});

/** So many days after Easter Sunday; before it where negative. */
export const easter = (later: number): HolidayRule => ({ kind: 'easter', later });

/** A day with its names in both languages, each as a list with commas. */
export const day = (
  id: string,
  rule: HolidayRule,
  vi: string,
  en: string,
  source = popular,
): Holiday => ({ id, rule, names: { vi, en }, source });
