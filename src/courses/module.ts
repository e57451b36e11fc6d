import type { SubjectModule } from '../context/subject-module.ts';
import { coursePersonalData } from './personal-data.ts';

export const coursesModule: SubjectModule = {
  name: 'courses',
  personalData: coursePersonalData,
};
