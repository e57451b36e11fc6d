import type { SubjectModule } from '../context/modules/subject-module.ts';
import { reportPersonalData } from './personal-data.ts';
import { reportLimits } from './rules.ts';

export const reportsModule: SubjectModule = {
  name: 'reports',
  personalData: reportPersonalData,
  retention: [
    {
      name: 'report',
      keepMs: reportLimits.keepMs,
      deleteBefore: (db, before) => db.report.deleteMany({ where: { createdAt: { lt: before } } }),
    },
  ],
};
