import type { SubjectModule } from '../context/modules/subject-module.ts';
import { sessionsInCalendars } from './calendar/source.ts';
import { coursePersonalData } from './personal-data.ts';
import { coursesOnBoard } from './sections/board-section.ts';
import { trainingSection } from './sections/briefing-section.ts';

export const coursesModule: SubjectModule = {
  name: 'courses',
  onBoard: coursesOnBoard,
  inCalendars: sessionsInCalendars,
  briefingSection: trainingSection,
  personalData: coursePersonalData,
};
