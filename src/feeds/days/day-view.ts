import type { CalendarReader } from '../../context/modules/calendar-source.ts';
import type { Community } from '../../database/generated/client.ts';
import { lunarYears, toLunarDate } from '../../language/lunar/index.ts';

interface LunarReader extends Pick<CalendarReader, 't'> {
  community: Pick<Community, 'showsLunarDates'>;
}

/** A lunar day as calendars of Vietnam print it, `15/10`; undefined where the community does not want it, or none is known. */
export function lunarDay(
  { community, t }: LunarReader,
  date: Temporal.PlainDate,
): { short: string; long: string } | undefined {
  const isKnown = date.year >= lunarYears.first && date.year <= lunarYears.last;
  if (!community.showsLunarDates || !isKnown) return undefined;
  const { day, month, isLeap } = toLunarDate(date);
  const short = `${day}/${month}${isLeap ? '+' : ''}`;
  return { short, long: t(isLeap ? 'pages.lunarLeap' : 'pages.lunar', { day, month }) };
}

/** A month as a heading: `December 2026`. */
export const monthTitle = (
  month: Temporal.PlainYearMonth,
  { t }: Pick<CalendarReader, 't'>,
): string =>
  t('pages.month', { month: t(`dates.monthInDate.${month.month}`), year: String(month.year) });
