import { Hono } from 'hono';
import type { SubjectModule } from '../context/modules/subject-module.ts';
import { badgeRoutes } from './badge/routes.ts';
import { keyRoutes } from './keys/routes.ts';
import { certificatePersonalData } from './personal-data.ts';
import { verifyRoutes } from './verify/routes.ts';

export const certificatesModule: SubjectModule = {
  name: 'certificates',
  routes: (services) =>
    new Hono()
      .route('/', keyRoutes(services))
      .route('/', badgeRoutes(services))
      .route('/', verifyRoutes(services)),
  personalData: certificatePersonalData,
};
