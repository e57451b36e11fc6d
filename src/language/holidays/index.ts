import { lunarDays } from './days/lunar.ts';
import { vietnameseDays } from './days/vietnam.ts';
import { worldDays } from './days/world.ts';
import type { Holiday } from './holiday.ts';
import { occurrenceIn } from './occurrences.ts';

export type { Holiday, HolidayRule } from './holiday.ts';
export { nextOccurrence, occurrenceIn } from './occurrences.ts';

/** All holidays, festivals and popular days, those of Vietnam first. */
export const holidays: readonly Holiday[] = [...vietnameseDays, ...lunarDays, ...worldDays];

/** The holidays on a day, days off in Vietnam first. */
export function holidaysOn(day: Temporal.PlainDate): Holiday[] {
  return holidays
    .filter(({ rule }) => {
      const occurrence = occurrenceIn(rule, day.year);
      return (
        occurrence !== undefined &&
        Temporal.PlainDate.compare(occurrence.from, day) <= 0 &&
        Temporal.PlainDate.compare(day, occurrence.until) < 0
      );
    })
    .toSorted((a, b) => Number(b.isDayOff ?? false) - Number(a.isDayOff ?? false));
}
