import { noticeServices } from '../context/notice-services.ts';
import type { SubjectModule } from '../context/subject-module.ts';
import { deliveryPersonalData } from './personal-data.ts';
import { unknownNoticeJob } from './unknown-notice.ts';

export const operationsModule: SubjectModule = {
  name: 'operations',
  jobs: (services) => [unknownNoticeJob(() => noticeServices(services))],
  personalData: deliveryPersonalData,
};
