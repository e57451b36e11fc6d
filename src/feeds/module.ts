import type { SubjectModule } from '../context/modules/subject-module.ts';
import { calendarPersonalData } from './addresses/personal-data.ts';
import { calendarRoutes } from './served/routes.ts';

export const feedsModule: SubjectModule = {
  name: 'feeds',
  routes: calendarRoutes,
  personalData: calendarPersonalData,
};
