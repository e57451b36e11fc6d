import type { SubjectModule } from '../context/modules/subject-module.ts';
import { accountPersonalData } from './privacy/account-personal-data.ts';

export const peopleModule: SubjectModule = {
  name: 'people',
  personalData: accountPersonalData,
  retention: [
    {
      // Longer than a code is valid, so that a late one is told apart from a wrong one.
      name: 'code',
      keepMs: 24 * 3_600_000,
      deleteBefore: (db, before) => db.code.deleteMany({ where: { expiresAt: { lt: before } } }),
    },
  ],
};
