import type { Holiday } from './holiday.ts';
import { holidays } from './index.ts';
import { nextOccurrence } from './occurrences.ts';

/**
 * The public holidays of Vietnam. Sources: Bộ luật Lao động 45/2019/QH14, article 112; for 24 November, Nghị quyết
 * 80-NQ/TW of 7 January 2026.
 */
const publicHolidays: ReadonlySet<string> = new Set([
  ...['newYear', 'lunarNewYearsEve', 'lunarNewYear', 'hungKings'],
  ...['reunification', 'labour', 'national', 'culture'],
]);

/** The public holiday of Vietnam that a day belongs to. */
export const publicHolidayOn = (date: Temporal.PlainDate): Holiday | undefined =>
  holidays.find(({ id, rule }) => {
    if (!publicHolidays.has(id)) return false;
    const next = nextOccurrence(rule, date);
    return next !== undefined && Temporal.PlainDate.compare(next.from, date) <= 0;
  });
