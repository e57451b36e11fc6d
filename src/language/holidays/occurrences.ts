import {
  chinaOffset,
  daysOfLunarMonth,
  fromLunarDate,
  lunarNewYearOf,
  lunarYears,
  solarTermOf,
} from '../lunar/index.ts';
import { easterOf } from './easter.ts';
import type { HolidayRule } from './holiday.ts';

type Date = Temporal.PlainDate;

/** The days of one occurrence; `until` is the day after the last. */
export interface Occurrence {
  readonly from: Date;
  readonly until: Date;
}

const days = (from: Date, length = 1): Occurrence => ({ from, until: from.add({ days: length }) });

function nthWeekday(
  { nth, weekday, month, later = 0 }: HolidayRule & { kind: 'nthWeekday' },
  year: number,
) {
  const first = Temporal.PlainDate.from({ year, month, day: 1 });
  const last = first.add({ months: 1 }).subtract({ days: 1 });
  const day =
    nth === -1
      ? last.subtract({ days: (last.dayOfWeek - weekday + 7) % 7 })
      : first.add({ days: ((weekday - first.dayOfWeek + 7) % 7) + 7 * (nth - 1) });
  return days(day.add({ days: later }));
}

const isKnown = (year: number) => year > lunarYears.first && year <= lunarYears.last;

/** The day of a lunar date that lies in a solar year; the last two months begin in one and end in the next. */
function lunarDayIn(year: number, month: number, day: number): Occurrence | undefined {
  for (const lunarYear of [year, year - 1]) {
    const date = fromLunarDate({ year: lunarYear, month, day, isLeap: false });
    if (date?.year === year) return days(date);
  }
  return undefined;
}

function beforeNewYear(year: number, day: number): Occurrence | undefined {
  const month = daysOfLunarMonth({ year: year - 1, month: 12, isLeap: false });
  if (!month) return undefined;
  return days(day === 30 ? month.until.subtract({ days: 1 }) : month.from.add({ days: day - 1 }));
}

/** When a holiday falls in a solar year; undefined if it does not, or outside of the years of the lunar calendar. */
export function occurrenceIn(rule: HolidayRule, year: number): Occurrence | undefined {
  switch (rule.kind) {
    case 'fixed':
      return days(Temporal.PlainDate.from({ year, month: rule.month, day: rule.day }));
    case 'nthWeekday':
      return nthWeekday(rule, year);
    case 'easter':
      return days(easterOf(year).add({ days: rule.later }));
    case 'sun':
      return isKnown(year) ? days(solarTermOf(year, rule.longitude)) : undefined;
    case 'lunar':
      return isKnown(year) ? lunarDayIn(year, rule.month, rule.day) : undefined;
    case 'newYear':
      return isKnown(year)
        ? days(lunarNewYearOf(year).add({ days: rule.first }), rule.length)
        : undefined;
    case 'beforeNewYear':
      return isKnown(year) ? beforeNewYear(year, rule.day) : undefined;
    case 'chineseNewYear':
      return isKnown(year) ? days(lunarNewYearOf(year, chinaOffset)) : undefined;
  }
}

/** The first occurrence that is not over on a day; undefined past the years of the lunar calendar. */
export function nextOccurrence(rule: HolidayRule, from: Date): Occurrence | undefined {
  for (const year of [from.year, from.year + 1]) {
    const occurrence = occurrenceIn(rule, year);
    if (occurrence && Temporal.PlainDate.compare(from, occurrence.until) < 0) return occurrence;
  }
  return undefined;
}
