/**
 * New year's day of the Vietnamese lunar calendar. It is based on Vietnamese time and in 2030 falls a day before the
 * Chinese one, so Intl's Chinese calendar cannot be used. Source: Hồ Ngọc Đức, "Computing the Vietnamese lunar
 * calendar" (https://www.informatik.uni-leipzig.de/~duc/amlich/calrules_en.html); verified against the new moons
 * in test/language/periods/tet.test.ts.
 */
const newYears: Readonly<Record<number, readonly [month: number, day: number]>> = {
  2026: [2, 17],
  2027: [2, 6],
  2028: [1, 26],
  2029: [2, 13],
  2030: [2, 2],
  2031: [1, 23],
  2032: [2, 11],
  2033: [1, 31],
  2034: [2, 19],
  2035: [2, 8],
  2036: [1, 28],
};

/** First and last year of the table. */
export const lunarNewYearRange = { first: 2026, last: 2036 } as const;

/** The first day of the lunar year that begins in this year; undefined outside the table. */
export function lunarNewYearOf(year: number): Temporal.PlainDate | undefined {
  const [month, day] = newYears[year] ?? [];
  return month === undefined || day === undefined
    ? undefined
    : Temporal.PlainDate.from({ year, month, day });
}
