import type { SubjectModule } from '../context/modules/subject-module.ts';
import { coursesOnBoard } from './board-section.ts';
import { trainingSection } from './briefing/briefing-section.ts';
import { coursePersonalData } from './personal-data.ts';

export const coursesModule: SubjectModule = {
  name: 'courses',
  onBoard: coursesOnBoard,
  briefingSection: trainingSection,
  personalData: coursePersonalData,
};
