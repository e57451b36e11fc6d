import { fromJulianDay, toJulianDay } from './julian-day.ts';
import { eleventhMonth, leapPosition, newMoonBefore, newMoonDay, vietnamOffset } from './months.ts';

/** A month of the lunar calendar; `year` is the solar year in which its lunar year begins. */
export interface LunarMonth {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  /** Whether it is the second month of that number in its year. */
  readonly isLeap: boolean;
}

/** A day of the lunar calendar. */
export interface LunarDate extends LunarMonth {
  /** 1 to 30. */
  readonly day: number;
}

type Date = Temporal.PlainDate;

/** Years that are computed exactly; conversions outside of them throw a RangeError. */
export const lunarYears = { first: 1900, last: 2100 } as const;

const lastDayOf = (year: number): number =>
  toJulianDay(Temporal.PlainDate.from({ year, month: 12, day: 31 }));

function requireKnown(year: number): void {
  if (!Number.isInteger(year) || year < lunarYears.first || year > lunarYears.last)
    throw new RangeError(`no lunar calendar for the year ${year}`);
}

/** The month that begins `position` new moons after an eleventh month. */
function monthAt(position: number, leap: number | undefined) {
  const isLeap = position === leap;
  const number = position - (leap !== undefined && position >= leap ? 1 : 0);
  return { month: ((number + 10) % 12) + 1, isLeap, isNextYear: number >= 2 };
}

/** Months from one eleventh month up to the next. */
function yearFrom(november: number, offset: number) {
  const from = eleventhMonth(lastDayOf(november), offset);
  const until = eleventhMonth(lastDayOf(november + 1), offset);
  return { from, until, leap: leapPosition(from, until, offset) };
}

/** The new moon that begins a lunar month; undefined if its year has no such leap month. */
function newMoonOf({ year, month, isLeap }: LunarMonth, offset: number): number | undefined {
  if (!Number.isInteger(month) || month < 1 || month > 12) return undefined;
  // The months of a lunar year lie between the eleventh ones of the previous year, of the year itself and of the next.
  const { from, until, leap } = yearFrom(month >= 11 ? year : year - 1, offset);
  for (let position = 0; position < until - from; position += 1) {
    const found = monthAt(position, leap);
    if (found.month === month && found.isLeap === isLeap && found.isNextYear === month < 11)
      return from + position;
  }
  return undefined;
}

/**
 * The lunar date of a day by Vietnam's calendar, reckoned at UTC+7 for all years: before 1968 calendars in Vietnam were
 * printed at other offsets, at times different ones in the north and in the south. Rules and source: Hồ Ngọc Đức,
 * "Computing the Vietnamese lunar calendar" (https://www.informatik.uni-leipzig.de/~duc/amlich/calrules_en.html).
 * @throws {RangeError} outside of 1900 to 2100
 */
export function toLunarDate(date: Date): LunarDate {
  requireKnown(date.year);
  const day = toJulianDay(date);
  const count = newMoonBefore(day, vietnamOffset);
  const thisYear = eleventhMonth(lastDayOf(date.year), vietnamOffset);
  const november = count >= thisYear ? date.year : date.year - 1;
  const from =
    november === date.year ? thisYear : eleventhMonth(lastDayOf(november), vietnamOffset);
  const until =
    november === date.year ? eleventhMonth(lastDayOf(date.year + 1), vietnamOffset) : thisYear;
  const { month, isLeap, isNextYear } = monthAt(
    count - from,
    leapPosition(from, until, vietnamOffset),
  );
  return {
    year: november + (isNextYear ? 1 : 0),
    month,
    isLeap,
    day: day - newMoonDay(count, vietnamOffset) + 1,
  };
}

/** The first day of a lunar month and the day after its last; undefined if its year has no such leap month. */
export function daysOfLunarMonth(
  month: LunarMonth,
): { readonly from: Date; readonly until: Date } | undefined {
  requireKnown(month.year);
  const count = newMoonOf(month, vietnamOffset);
  return count === undefined
    ? undefined
    : {
        from: fromJulianDay(newMoonDay(count, vietnamOffset)),
        until: fromJulianDay(newMoonDay(count + 1, vietnamOffset)),
      };
}

/**
 * The day of a lunar date; undefined if it does not exist.
 * @throws {RangeError} outside of the lunar years 1900 to 2100
 */
export function fromLunarDate(date: LunarDate, offset: number = vietnamOffset): Date | undefined {
  requireKnown(date.year);
  const count = newMoonOf(date, offset);
  if (count === undefined || !Number.isInteger(date.day) || date.day < 1) return undefined;
  const day = newMoonDay(count, offset) + date.day - 1;
  return date.day <= 29 || day < newMoonDay(count + 1, offset) ? fromJulianDay(day) : undefined;
}

/** The first day of a lunar year. */
export function lunarNewYearOf(year: number, offset: number = vietnamOffset): Date {
  const first = fromLunarDate({ year, month: 1, isLeap: false, day: 1 }, offset);
  if (!first) throw new RangeError(`no lunar calendar for the year ${year}`);
  return first;
}
