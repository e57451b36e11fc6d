import { noPersonalData } from '../context/modules/personal-data.ts';
import type { SubjectModule } from '../context/modules/subject-module.ts';
import { keyRoutes } from './keys/routes.ts';

export const certificatesModule: SubjectModule = {
  name: 'certificates',
  routes: keyRoutes,
  personalData: noPersonalData,
};
