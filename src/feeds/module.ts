import { Hono } from 'hono';
import type { SubjectModule } from '../context/modules/subject-module.ts';
import { calendarPersonalData } from './addresses/personal-data.ts';
import { pageRoutes } from './pages/routes.ts';
import { calendarRoutes } from './served/routes.ts';

export const feedsModule: SubjectModule = {
  name: 'feeds',
  routes: (services) =>
    new Hono().route('/', calendarRoutes(services)).route('/', pageRoutes(services)),
  personalData: calendarPersonalData,
};
