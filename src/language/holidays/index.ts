import { daysAbroad } from './days/abroad.ts';
import { awarenessDays } from './days/awareness.ts';
import { christianDays } from './days/christian.ts';
import { englishSpeakingDays } from './days/english-speaking.ts';
import { lunarDays } from './days/lunar.ts';
import { minorLunarDays } from './days/minor-lunar.ts';
import { professionDays } from './days/professions.ts';
import { vietnameseDays } from './days/vietnam.ts';
import { worldDays } from './days/world.ts';
import type { Holiday } from './holiday.ts';

export { type Holiday, type HolidayRule, namesOf } from './holiday.ts';
export { nextOccurrence, occurrenceIn } from './occurrences.ts';

/** All holidays, festivals and popular days, those of Vietnam first. */
export const holidays: readonly Holiday[] = [
  ...vietnameseDays,
  ...professionDays,
  ...lunarDays,
  ...minorLunarDays,
  ...worldDays,
  ...daysAbroad,
  ...englishSpeakingDays,
  ...christianDays,
  ...awarenessDays,
];
