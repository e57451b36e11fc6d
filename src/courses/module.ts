import type { SubjectModule } from '../context/modules/subject-module.ts';
import { trainingSection } from './briefing/briefing-section.ts';
import { coursePersonalData } from './personal-data.ts';

export const coursesModule: SubjectModule = {
  name: 'courses',
  briefingSection: trainingSection,
  personalData: coursePersonalData,
};
