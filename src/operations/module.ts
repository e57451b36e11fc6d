import { noticeServices } from '../context/modules/notice-services.ts';
import type { SubjectModule } from '../context/modules/subject-module.ts';
import { deliveryPersonalData } from './personal-data.ts';
import { unknownNoticeJob } from './unknown/unknown-notice.ts';

/** @param findAuthor asks the subjects who wrote what an origin names */
export const operationsModule = (
  findAuthor: NonNullable<SubjectModule['findAuthor']>,
): SubjectModule => ({
  name: 'operations',
  jobs: (services) => [
    unknownNoticeJob(
      () => noticeServices(services),
      (origin) => findAuthor(services.db, origin),
    ),
  ],
  personalData: deliveryPersonalData,
});
