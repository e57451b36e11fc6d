import { translators } from '../../language/catalogue.ts';
import { formatTime } from '../../language/format-date.ts';
import { intlLocales, type Locale } from '../../language/locale.ts';
import { cronFields } from './cron.ts';

/** The days of a cron expression without a month, in words; undefined where words would be longer than the cron. */
function describeDays(
  { dayOfMonth, dayOfWeek }: NonNullable<ReturnType<typeof cronFields>>,
  locale: Locale,
): string | undefined {
  const { t } = translators[locale];
  const isEveryWeekday = dayOfWeek.length === 7;
  if (dayOfMonth.length < 31) {
    const [day, another] = dayOfMonth;
    if (!isEveryWeekday || another !== undefined) return undefined;
    if (day === 'L') return t('briefings.every.lastDay');
    return typeof day === 'number' ? t('briefings.every.dayOfMonth', { day }) : undefined;
  }
  if (isEveryWeekday) return t('briefings.every.day');
  const weekdays = dayOfWeek.flatMap((day) =>
    typeof day === 'number' ? [day === 0 ? 7 : day] : [],
  );
  if (weekdays.length < dayOfWeek.length) return undefined;
  weekdays.sort((a, b) => a - b);
  if (weekdays.join() === '1,2,3,4,5') return t('briefings.every.workday');
  const names = weekdays.map((day) => t(`dates.weekday.${day}`));
  return t('briefings.every.weekdays', {
    days: new Intl.ListFormat(intlLocales[locale]).format(names),
  });
}

/**
 * Describes a cron expression in words that parse to the same cron: `weekdays at 08:00`,
 * `thứ Hai và thứ Năm hằng tuần lúc 08:00`. Returns the cron itself where there are no short words for it.
 */
export function describeSchedule(cron: string, locale: Locale): string {
  const { t } = translators[locale];
  const fields = cronFields(cron);
  const [minute, another] = fields?.minute ?? [];
  if (!fields || minute === undefined || another !== undefined || fields.month.length < 12)
    return cron;
  const days = describeDays(fields, locale);
  if (days === undefined) return cron;
  if (fields.hour.length === 24)
    return minute === 0 && days === t('briefings.every.day') ? t('briefings.every.hour') : cron;
  const hours = fields.hour.toSorted((a, b) => a - b);
  const times = hours.map((hour) => formatTime(Temporal.PlainTime.from({ hour, minute })));
  return t('briefings.every.at', {
    days,
    times: new Intl.ListFormat(intlLocales[locale]).format(times),
  });
}
