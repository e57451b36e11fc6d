import { translators } from '../catalogue.ts';
import { formatDate, formatTime } from '../format-date.ts';
import type { Locale } from '../locale.ts';
import { isIncomplete, type Recurrence, type RecurrenceRule, workingDays } from './rule.ts';

interface Words {
  t(key: string, params?: Record<string, string | number>): string;
  list(items: readonly string[]): string;
}

function wordsOf(locale: Locale): Words {
  // British English has no comma before the last `and`.
  const format = new Intl.ListFormat(locale === 'en' ? 'en-GB' : locale, { type: 'conjunction' });
  return { t: translators[locale].t, list: (items) => format.format(items) };
}

const areWorkingDays = (weekdays: readonly number[]) =>
  weekdays.length === workingDays.length && workingDays.every((day) => weekdays.includes(day));

function weekdayNames(weekdays: readonly number[], { t, list }: Words): string {
  return areWorkingDays(weekdays)
    ? t('recurrence.workingDay')
    : list(weekdays.map((day) => t(`dates.weekday.${day}`)));
}

/** `the first Tuesday`, `ngày 1 và ngày 15`. */
function daysOfMonth({ weekdays, nth, monthDays = [] }: RecurrenceRule, words: Words): string {
  const { t, list } = words;
  if (weekdays)
    return list(
      (nth ?? []).map((position) =>
        t('recurrence.nthDay', {
          nth: t(`recurrence.nth.${position === -1 ? 'last' : position}`),
          day: weekdayNames(weekdays, words),
        }),
      ),
    );
  return list(
    monthDays.map((day) =>
      day === -1 ? t('recurrence.lastDay') : t('recurrence.monthDay', { day }),
    ),
  );
}

function lunarDays({ months, monthDays = [] }: RecurrenceRule, { t, list }: Words): string {
  if (!months)
    return list(
      monthDays.map((day) =>
        day === -1 ? t('recurrence.lastDay') : t('recurrence.lunarMonthDay', { day }),
      ),
    );
  return list(
    months.flatMap((month) => monthDays.map((day) => t('recurrence.lunarYearDay', { day, month }))),
  );
}

function daysOfYear(rule: RecurrenceRule, words: Words): string {
  const { t, list } = words;
  return list(
    (rule.months ?? []).flatMap((number) => {
      const month = t(`recurrence.month.${number}`);
      if (rule.weekdays)
        return [t('recurrence.nthDayOf', { days: daysOfMonth(rule, words), month })];
      return (rule.monthDays ?? []).map((day) =>
        day === -1 ? t('recurrence.lastDayOf', { month }) : t('recurrence.yearDay', { day, month }),
      );
    }),
  );
}

/** The rule without its end and its time. */
function pattern(rule: RecurrenceRule, words: Words): string {
  const { t } = words;
  const { frequency, interval, weekdays = [], isLunar } = rule;
  if (frequency === 'daily') return t('recurrence.daily', { interval });
  if (isIncomplete(rule)) {
    const unit = { weekly: 'weekOpen', monthly: 'monthOpen', yearly: 'yearOpen' }[frequency];
    return t(`recurrence.${isLunar && frequency === 'monthly' ? 'lunarMonthOpen' : unit}`, {
      interval,
    });
  }
  if (frequency === 'weekly')
    return t('recurrence.weekly', { interval, days: weekdayNames(weekdays, words) });
  if (frequency === 'monthly')
    return isLunar
      ? t('recurrence.lunarMonthly', { interval, days: lunarDays(rule, words) })
      : t('recurrence.monthly', { interval, days: daysOfMonth(rule, words) });
  return isLunar
    ? t('recurrence.lunarYearly', { interval, days: lunarDays(rule, words) })
    : t('recurrence.yearly', { interval, days: daysOfYear(rule, words) });
}

/** Whether some months or years do not have a day of the rule. */
function isRare({ monthDays = [], months, isLunar }: RecurrenceRule): boolean {
  if (isLunar) return monthDays.includes(30);
  return months ? months.includes(2) && monthDays.includes(29) : monthDays.some((day) => day > 28);
}

/**
 * A recurrence in words that are read as the same again: `the first Tuesday of every month, 19:00, through Friday 31
 * December 2027`.
 */
export function describeRecurrence({ rule, time }: Recurrence, locale: Locale): string {
  const words = wordsOf(locale);
  const { t } = words;
  const plain = pattern(rule, words);
  const days = isRare(rule) ? t('recurrence.whereItIs', { rule: plain }) : plain;
  const timed = time ? t('recurrence.at', { rule: days, time: formatTime(time) }) : days;
  if (rule.count !== undefined) return t('recurrence.times', { rule: timed, count: rule.count });
  return rule.until
    ? t('recurrence.until', { rule: timed, date: formatDate(rule.until, locale) })
    : timed;
}
