import { lunarDays } from './days/lunar.ts';
import { vietnameseDays } from './days/vietnam.ts';
import { worldDays } from './days/world.ts';
import type { Holiday } from './holiday.ts';

export type { Holiday, HolidayRule } from './holiday.ts';
export { nextOccurrence, occurrenceIn } from './occurrences.ts';

/** All holidays, festivals and popular days, those of Vietnam first. */
export const holidays: readonly Holiday[] = [...vietnameseDays, ...lunarDays, ...worldDays];
